#include "domain/chat/server_event.hpp"

#include <gtest/gtest.h>

#include <array>

namespace aurawell {
namespace {

struct named_status {
  request_status status;
  std::string_view name;
  bool ends_the_request;
};

constexpr std::array status_rows{
    named_status{request_status::sending, "sending", false},
    named_status{request_status::queued, "queued", false},
    named_status{request_status::streaming, "streaming", false},
    named_status{request_status::done, "done", true},
    named_status{request_status::cancelled, "cancelled", true},
    named_status{request_status::incomplete, "incomplete", true},
    named_status{request_status::error, "error", true},
};

TEST(server_event, statuses_have_their_published_names) {
  for (const auto& [status, name, ends] : status_rows) {
    EXPECT_EQ(to_string(status), name);
  }
}

TEST(server_event, four_statuses_end_a_request) {
  for (const auto& [status, name, ends] : status_rows) {
    EXPECT_EQ(is_terminal(status), ends) << name;
  }
}

}  // namespace
}  // namespace aurawell

// Users are erased while they ask, measure, change and share: none of their data stays in the files
// and in the log of the real program.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/shared_family.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

struct person {
  std::string id;
  std::string token;

  header_list proof() const { return {{"Authorization", "Bearer " + token}}; }
};

/// AURAWELL_ERASURES changes the number of erasures.
class erase_under_fire : public ::testing::Test {
 protected:
  erase_under_fire() { write_private_file(folder / "secret", std::string(32, 's')); }

  std::vector<std::string> settings() const {
    return {"auth.mode=jwt",
            "auth.secret_file=" + (folder / "secret").string(),
            "auth.password_memory=8MiB",
            "auth.password_passes=1",
            "auth.logins_per_address=0",
            "accounts.invitation_tries=0",
            "storage.sync_to_disk=false",
            "limits.requests_per_user=0",
            "limits.requests_per_address=0",
            "pools.general_chat.providers=deepseek"};
  }

  person sign_up(std::uint16_t port, const std::string& name) {
    const auto account = R"({"username":")" + name + R"(","email":")" + name +
                         R"(@example.com","password":"M4RK3D long password"})";
    const auto made = ask_rest(port, "POST", "/api/v1/auth/register", {}, account);
    const auto in = ask_rest(port, "POST", "/api/v1/auth/login", {}, account);
    person user{text_field(made.body, "user_id"), text_field(in.body, "access_token")};
    EXPECT_FALSE(user.id.empty() || user.token.empty()) << made.body << in.body;
    return user;
  }

  /// A member of a user who is not erased.
  void add_host(std::uint16_t port) {
    host_ = sign_up(port, "host");
    member_ = text_field(
        ask_rest(port, "POST", "/api/v1/family/members", host_.proof(), R"({"name":"Mum"})").body,
        "member_id");
    ASSERT_FALSE(member_.empty());
  }

  void share_with(std::uint16_t port, const person& user, const std::string& name) {
    const auto invited =
        ask_rest(port, "POST", "/api/v1/family/members/" + member_ + "/invitations", host_.proof(),
                 R"({"username":")" + name + R"(","role":"manager"})");
    const auto id = text_field(invited.body, "invitation_id");
    const auto taken =
        ask_rest(port, "POST", "/api/v1/family/invitations/" + id + "/accept", user.proof());
    EXPECT_EQ(taken.status, 200) << invited.body << taken.body;
  }

  /// Makes one kind of write after the other until it is refused.
  void write_on(std::uint16_t port, const person& user, std::size_t first,
                std::atomic<int>& written) const {
    struct wish {
      const char* method;
      std::string path;
      std::string body;
    };
    const auto of_member = "/api/v1/family/members/" + member_;
    const std::string sample =
        R"({"kind":"steps","value":8000,"time":"2026-01-01T20:00:00Z","source":"M4RK3D"})";
    const wish wishes[] = {
        {"POST", "/api/v1/user/samples", sample},
        {"PUT", "/api/v1/user/profile", R"({"medical_conditions":["M4RK3D"]})"},
        {"POST", "/api/v1/chat/message", R"({"message":"M4RK3D"})"},
        {"POST", "/api/v1/family/members", R"({"name":"M4RK3D"})"},
        {"GET", of_member + "/profile", ""},
        {"POST", "/api/v1/chat/stream", R"({"message":"M4RK3D"})"},
        {"POST", "/v1/chat/completions", R"({"messages":[{"role":"user","content":"M4RK3D"}]})"},
        {"GET", "/api/v1/user/export", ""},
        {"POST", "/api/v1/chat/message",
         R"({"message":"of another","active_member_id":")" + member_ + "\"}"}};
    for (auto next = first;; ++next) {
      const auto& [method, path, body] = wishes[next % std::size(wishes)];
      const auto reply = ask_rest(port, method, path, user.proof(), body);
      if (reply.status == 401 || reply.status == 0) {
        return;
      }
      ++written;
    }
  }

  /// Asks over a WebSocket until it is closed.
  static void ask_on(std::uint16_t port, const person& user, std::atomic<int>& written) {
    ws_client client{port, "/ws/chat/" + user.id + "?lang=en", {user.proof()}};
    while (client.connected()) {
      client.send(R"({"type":"general_chat","data":{"message":"M4RK3D"}})");
      auto frame = client.read();
      while (frame.is_text() && frame.text.find("\"done\"") == std::string::npos &&
             frame.text.find("\"error\"") == std::string::npos) {
        frame = client.read();
      }
      if (!frame.is_text()) {
        return;
      }
      ++written;
    }
  }

  void erase_one(std::uint16_t port, std::uint64_t number) {
    const auto name = "m4rk3d" + std::to_string(number);
    const auto user = sign_up(port, name);
    share_with(port, user, name);
    erased_.push_back(user.id);
    std::atomic<int> written{0};
    std::vector<std::thread> writers;
    for (std::size_t first = 0; first < 4; ++first) {
      writers.emplace_back([&, first] { write_on(port, user, 2 * first, written); });
    }
    writers.emplace_back([&] { ask_on(port, user, written); });
    EXPECT_TRUE(patiently([&] { return written >= 5 + static_cast<int>(number % 9); }));
    const auto gone = ask_rest(port, "DELETE", "/api/v1/user", user.proof(),
                               R"({"password":"M4RK3D long password"})");
    EXPECT_EQ(gone.status, 200) << gone.body;
    for (auto& writer : writers) {
      writer.join();
    }
  }

  temp_folder folder;
  mock::mock_llm upstream{quick_model(10)};
  person host_;
  std::string member_;
  std::vector<std::string> erased_;
};

TEST_F(erase_under_fire, nothing_stays) {
  std::filesystem::create_directory(folder / "data");
  test_program program{(folder / "data/a.db").string(), upstream, settings()};
  ASSERT_NE(program.port(), 0);
  add_host(program.port());
  const auto erasures = environment_number("AURAWELL_ERASURES", 200);
  for (std::uint64_t number = 0; number < erasures && !HasFailure(); ++number) {
    SCOPED_TRACE("person " + std::to_string(number));
    erase_one(program.port(), number);
  }
  EXPECT_EQ(program.stop(), 0);
  for (const auto& text : erased_) {
    EXPECT_TRUE(files_with(folder / "data", text).empty()) << text;
    EXPECT_FALSE(program.logged(text)) << text;
  }
  for (const auto* text : {"M4RK3D", "m4rk3d"}) {
    EXPECT_TRUE(files_with(folder / "data", text).empty()) << text;
    EXPECT_FALSE(program.logged(text)) << text;
  }
  EXPECT_FALSE(files_with(folder / "data", host_.id).empty()) << "nothing was kept at all";
}

}  // namespace
}  // namespace aurawell

// The bytes of a connection with requests, whole and in parts.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "net/http/request_reader.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

using net::request_reader;
using state = request_reader::state;

constexpr net::request_limits limits{1024, 2048};

struct seen_request {
  /// Method, target, names and values of the fields.
  std::vector<std::string> head;
  std::string body;

  bool operator==(const seen_request&) const = default;
};

struct reading {
  std::vector<seen_request> requests;
  std::size_t bytes = 0;
  state last = state::head;
  net::request_fault fault = net::request_fault::malformed;

  bool operator==(const reading&) const = default;
};

void must_be_one_line(std::string_view text) {
  must(std::none_of(text.begin(), text.end(),
                    [](char c) { return c == '\r' || c == '\n' || c == '\0'; }),
       "a part of a head is one line");
}

/// Reads one request after the other.
class connection {
 public:
  /// Returns false when no more is read.
  bool take(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto used = reader_.take(bytes);
      must(used <= bytes.size(), "no more is used than there was");
      bytes.remove_prefix(used);
      read_.bytes += used;
      read_.last = reader_.now();
      if (reader_.now() == state::failed) {
        read_.fault = reader_.fault();
        return false;
      }
      if (reader_.now() == state::complete) {
        keep();
      } else {
        must(bytes.empty(), "all is used while there is more to come");
      }
    }
    return true;
  }

  const reading& what() const { return read_; }

 private:
  void keep() {
    const auto& request = reader_.request();
    must(request.body().size() <= limits.body_bytes, "a body is no longer than its bound");
    seen_request seen;
    seen.head.emplace_back(net::view(request.method_string()));
    seen.head.emplace_back(net::view(request.target()));
    for (const auto& field : request) {
      seen.head.emplace_back(net::view(field.name_string()));
      seen.head.emplace_back(net::view(field.value()));
    }
    std::for_each(seen.head.begin(), seen.head.end(), must_be_one_line);
    seen.body = request.body();
    read_.requests.push_back(std::move(seen));
    reader_ = request_reader{limits};
  }

  request_reader reader_{limits};
  reading read_;
};

}  // namespace

void run(std::string_view input) {
  connection whole;
  whole.take(input);
  connection parts;
  for_each_part(input, [&](std::string_view part) { return parts.take(part); });
  must(whole.what().requests == parts.what().requests, "the cuts between reads change no request");
  must(whole.what() == parts.what(), "the cuts between reads change no outcome");
}

}  // namespace aurawell::fuzz

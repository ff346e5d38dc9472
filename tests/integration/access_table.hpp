#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "tests/integration/shared_family.hpp"

namespace aurawell::test_support {

/// A row of the published tables for plain HTTP. Names in braces in `pattern` are replaced by a
/// family's ids.
struct http_row {
  std::string method;
  std::string pattern;
  std::string query;
  std::string body;

  std::string name() const { return method + " " + pattern + query.substr(0, query.find('=')); }
  /// `pattern` and `query`, before the family's ids are filled in.
  std::string target() const;
};

/// The same for WebSocket.
struct socket_row {
  std::string name;
  std::string frame;
};

std::span<const http_row> all_http_rows();
std::span<const socket_row> all_socket_rows();

/// "200", or "404 USER_1201". Fails the test when the owner's marks are in an answer to a caller
/// who may not read them.
std::string describe(const http_response& reply, bool may_read);

/// "close 4001"; an empty text when the connection was greeted.
std::string refusal_of(ws_client& client);
/// "done", "pong", or "error USER_1201".
std::string last_word(ws_client& client);

/// The tables of docs/authorisation.md: by their heading, then by their first cell.
using cells = std::vector<std::string>;
using access_rows = std::map<std::string, cells>;
std::map<std::string, access_rows> published_tables();

/// Compares the answers of each column with the published row. Prints the actual row when they
/// differ.
void check_row(const access_rows& published, const std::string& name, const cells& heard);

}  // namespace aurawell::test_support

#pragma once

#include <functional>
#include <string>

#include "domain/ports/session_gateway.hpp"
#include "net/server/connection_list.hpp"

namespace aurawell::net {

/// The name by which operators see a user.
using user_naming = std::function<std::string(const user_id&)>;

/// A page of connections as a table for a terminal; its last line says how to see the next page.
/// Both show the network of a client, `/24` or `/48`, not its address.
std::string connections_text(const connection_list::page& page, const user_naming& name_of);

/// `{"connections":[{"id","user",…}],"next"}`; `next` is the value of `after` for the next page, or
/// null.
std::string connections_json(const connection_list::page& page, const user_naming& name_of);

std::string session_json(const session_facts& facts, const user_naming& name_of);

}  // namespace aurawell::net

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/address/query_parameters.hpp"

namespace aurawell::net {

/// A page of a list, from `limit` and `before` of a query.
struct page_wish {
  std::size_t limit = 50;
  page_cursor before{};
};

/// The decoded parameter, if it is a valid name; `missing` when it is absent.
result<std::string> read_name(std::string_view query, parameter_name name,
                              const result<std::string>& missing);

/// `value` if it is a valid name of an entity, for example from a path; `description` is its name
/// in messages.
result<std::string> check_name(const std::string& value, std::string_view description);

/// `limit` from 1 to 200, and `before`.
result<page_wish> read_page(std::string_view query, std::size_t usual_limit = 50);

}  // namespace aurawell::net

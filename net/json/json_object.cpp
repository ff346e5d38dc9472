#include "net/json/json_object.hpp"

#include <string>

namespace aurawell::net {

json_object::json_object(std::string_view text, const json_bounds& bounds, std::string_view name)
    : document_{text, bounds} {
  if (!document_.is_valid()) {
    failure_ = {ec::bad_format, std::string{name} + " " + document_.fault()};
  } else if (!document_.root().is_object()) {
    failure_ = {ec::bad_format, std::string{name} + " is not a JSON object"};
  }
}

}  // namespace aurawell::net

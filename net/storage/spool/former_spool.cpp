#include "net/storage/spool/former_spool.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

namespace aurawell::net {
namespace {

/// As such a file begins, and how long it is without a write.
constexpr std::string_view head = "AuWlSpl";
constexpr std::size_t empty_bytes = 8;

}  // namespace

result<void> replace_former_spool(const std::filesystem::path& path, held_file& file) {
  if (file.head(head.size()) == head && (file.size() > empty_bytes || !file.empty_it())) {
    return error{ec::bad_configuration,
                 path.string() +
                     " was written by a former release, which this one cannot read; start that "
                     "release once while the database can be written, or move the file away if "
                     "nothing in it is needed"};
  }
  const auto aside = path.string() + ".rejected";
  std::error_code missing;
  if (const auto size = std::filesystem::file_size(aside, missing);
      !missing && size > empty_bytes) {
    return error{ec::bad_configuration,
                 aside +
                     " was written by a former release and holds words of people that this one "
                     "cannot erase; delete it, or move it elsewhere"};
  }
  std::filesystem::remove(aside, missing);
  return {};
}

}  // namespace aurawell::net

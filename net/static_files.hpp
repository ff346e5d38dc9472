#pragma once

#include <string_view>
#include <vector>

namespace aurawell::net {

/// A file of the web client. The texts live as long as the program.
struct static_file {
  /// Path below the web folder, "index.html".
  std::string_view name;
  std::string_view bytes;
  /// Quoted, changes with the bytes.
  std::string_view etag;
};

/// The files of net/web, put into the program when it was built.
std::vector<static_file> embedded_web_files();

/// Looks files up by URL path. A path only ever selects from the list, so none can
/// lead outside of it.
class static_files {
 public:
  explicit static_files(std::vector<static_file> files);

  /// `path` as in the request, not decoded; "/" is index.html, "/docs" is
  /// docs/index.html. Null when there is none.
  const static_file* find(std::string_view path) const noexcept;

 private:
  std::vector<static_file> files_;
};

/// From the name's ending; "application/octet-stream" for one that is not known.
std::string_view content_type_of(std::string_view name) noexcept;

}  // namespace aurawell::net

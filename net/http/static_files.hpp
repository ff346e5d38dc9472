#pragma once

#include <optional>
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
  /// The bytes compressed by gzip, and their own tag; empty: not worth it.
  std::string_view gzip{};
  std::string_view gzip_etag{};
};

/// The files of net/web, put into the program when it was built.
std::vector<static_file> embedded_web_files();

/// 16 hexadecimal digits that change with any of them.
std::string_view embedded_web_version() noexcept;

struct served_file : static_file {
  /// Other bytes would have another path.
  bool never_changes = false;
};

/// Looks files up by URL path. A path only ever selects from the list, so none can
/// lead outside of it.
class static_files {
 public:
  /// @param version Changes with any of the files.
  static_files(std::vector<static_file> files, std::string_view version);

  /// `path` as in the request, not decoded; "/" is index.html, "/docs" is
  /// docs/index.html. "/static/VERSION/NAME" is the file NAME, and the same for ever if the
  /// version is this one; another version is that of a page which a former or a later
  /// program has sent. Nothing when there is none.
  std::optional<served_file> find(std::string_view path) const noexcept;

 private:
  const static_file* find_name(std::string_view name) const noexcept;

  std::vector<static_file> files_;
  std::string_view version_;
};

/// From the name's ending; "application/octet-stream" for one that is not known.
std::string_view content_type_of(std::string_view name) noexcept;

}  // namespace aurawell::net

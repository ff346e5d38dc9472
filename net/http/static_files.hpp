#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// A file of the web client. Its views have static storage duration.
struct static_file {
  /// Path below the web folder, such as "index.html".
  std::string_view name;
  std::string_view bytes;
  /// In quotes; changes when the bytes change.
  std::string_view etag;
  /// The bytes compressed by gzip, and their own tag; empty when compression saves nothing.
  std::string_view gzip{};
  std::string_view gzip_etag{};
};

/// The files of net/web, embedded at build time.
std::vector<static_file> embedded_web_files();

/// 16 hexadecimal digits that change when any of the files changes.
std::string_view embedded_web_version() noexcept;

struct served_file : static_file {
  /// True: the path contains the version, so its bytes stay the same.
  bool never_changes = false;
};

/// Finds files by URL path. A path only selects an element of the list, so no path can lead outside
/// of it.
class static_files {
 public:
  /// @param version Changes when any of the files changes.
  static_files(std::vector<static_file> files, std::string_view version);

  /// `path` as in the request, not decoded. "/" is index.html, "/docs" is docs/index.html.
  /// "/static/VERSION/NAME" is the file NAME. If VERSION is the present one, the bytes never
  /// change; another VERSION comes from a page of an earlier or later release. Nothing when there
  /// is no such file.
  std::optional<served_file> find(std::string_view path) const noexcept;

 private:
  const static_file* find_name(std::string_view name) const noexcept;

  std::vector<static_file> files_;
  std::string_view version_;
};

/// By the ending of the name; "application/octet-stream" for an unknown one.
std::string_view content_type_of(std::string_view name) noexcept;

}  // namespace aurawell::net

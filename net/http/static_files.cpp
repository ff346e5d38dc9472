#include "net/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace aurawell::net {
namespace {

struct page {
  std::string_view path;
  std::string_view name;
};

/// Files served at paths that are not the name of a file.
constexpr std::array pages{page{"/", "index.html"}, page{"/docs", "docs/index.html"}};

std::string_view name_at(std::string_view path) noexcept {
  for (const auto& page : pages) {
    if (page.path == path) {
      return page.name;
    }
  }
  return path.substr(1);
}

constexpr std::string_view versioned_folder = "/static/";
constexpr std::size_t version_size = 16;

bool is_version(std::string_view text) noexcept {
  return text.size() == version_size &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct content_type {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array content_types{
    content_type{".html", "text/html; charset=utf-8"},
    content_type{".css", "text/css; charset=utf-8"},
    content_type{".js", "text/javascript; charset=utf-8"},
    content_type{".mjs", "text/javascript; charset=utf-8"},
    content_type{".json", "application/json"},
    content_type{".webmanifest", "application/manifest+json"},
    content_type{".txt", "text/plain; charset=utf-8"},
    content_type{".svg", "image/svg+xml"},
    content_type{".png", "image/png"},
    content_type{".jpg", "image/jpeg"},
    content_type{".webp", "image/webp"},
    content_type{".ico", "image/x-icon"},
    content_type{".woff2", "font/woff2"},
};

}  // namespace

static_files::static_files(std::vector<static_file> files, std::string_view version)
    : files_{std::move(files)}, version_{version} {
  std::sort(files_.begin(), files_.end(),
            [](const static_file& a, const static_file& b) { return a.name < b.name; });
}

std::optional<served_file> static_files::find(std::string_view path) const noexcept {
  if (!path.starts_with('/')) {
    return std::nullopt;
  }
  auto name = name_at(path);
  bool never_changes = false;
  if (path.starts_with(versioned_folder)) {
    const auto rest = path.substr(versioned_folder.size());
    const auto version = rest.substr(0, rest.find('/'));
    if (!is_version(version) || version.size() == rest.size()) {
      return std::nullopt;
    }
    name = rest.substr(version.size() + 1);
    never_changes = version == version_;
  }
  const auto* file = find_name(name);
  return file != nullptr ? std::optional{served_file{*file, never_changes}} : std::nullopt;
}

const static_file* static_files::find_name(std::string_view name) const noexcept {
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), name,
                       [](const static_file& file, std::string_view n) { return file.name < n; });
  return found != files_.end() && found->name == name ? &*found : nullptr;
}

std::string_view content_type_of(std::string_view name) noexcept {
  const auto found =
      std::find_if(content_types.begin(), content_types.end(),
                   [&](const content_type& row) { return name.ends_with(row.ending); });
  return found != content_types.end() ? found->type : "application/octet-stream";
}

}  // namespace aurawell::net

#include "net/static_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace aurawell::net {
namespace {

struct page {
  std::string_view path;
  std::string_view name;
};

/// What is served at addresses that are no file's.
constexpr std::array pages{page{"/", "index.html"}, page{"/docs", "docs/index.html"}};

std::string_view name_at(std::string_view path) noexcept {
  for (const auto& page : pages) {
    if (page.path == path) {
      return page.name;
    }
  }
  return path.substr(1);
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

static_files::static_files(std::vector<static_file> files) : files_{std::move(files)} {
  std::sort(files_.begin(), files_.end(),
            [](const static_file& a, const static_file& b) { return a.name < b.name; });
}

const static_file* static_files::find(std::string_view path) const noexcept {
  if (!path.starts_with('/')) {
    return nullptr;
  }
  const auto name = name_at(path);
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

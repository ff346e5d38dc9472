#pragma once

#include <array>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// A secret: never shown and never logged.
using pseudonym_key = std::array<unsigned char, 32>;

/// Of the file's name, behind that of the database.
inline constexpr std::string_view pseudonym_key_suffix = ".pseudonym-key";

/// The key by which people get other names for upstreams, the same after a restart. With
/// encryption keys it is derived from the first of them, so every node that has that key
/// has this one too. Else it is drawn once and kept beside the database, in a file for
/// this account only (0600): "PATH.pseudonym-key". With neither key nor file it is drawn
/// anew in every process. A failure names the file and says what to do.
result<pseudonym_key> open_pseudonym_key(const store_options& options);

}  // namespace aurawell::net

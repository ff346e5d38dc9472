#pragma once

#include <array>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Secret: must not be shown or logged.
using pseudonym_key = std::array<unsigned char, 32>;

/// Suffix of the key file's name, after the name of the database.
inline constexpr std::string_view pseudonym_key_suffix = ".pseudonym-key";

/// The key of the users' pseudonyms for upstreams, the same after a restart. With encryption keys
/// it is derived from the first of them, so every node with that key has this one too. Else a
/// random key is created once and kept beside the database, in the file "PATH.pseudonym-key"
/// (0600). With neither key nor file it is random in every process. A failure names the file and
/// advises the operator.
result<pseudonym_key> open_pseudonym_key(const store_options& options);

}  // namespace aurawell::net

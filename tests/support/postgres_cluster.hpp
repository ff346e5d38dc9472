#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace aurawell::test_support {

/// The path of a program of PostgreSQL 15, for example "initdb".
std::string postgres_program(const std::string& name);

/// Makes the data of a new server in `folder / "data"`, with the superuser "test" and without
/// passwords. The folder must belong to the server's user. A failure throws.
///
/// initdb takes a second or more and each test program needs a server: its first result is kept
/// beside the test programs and copied.
void make_postgres_cluster(const std::filesystem::path& folder);

/// The same with the data of the server at this port of 127.0.0.1, as its standby.
void make_postgres_standby(const std::filesystem::path& folder, std::uint16_t primary);

}  // namespace aurawell::test_support

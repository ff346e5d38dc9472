#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace aurawell::test_support {

// A server of the tests that refuses to run as root. A test program of root starts it as the user
// "postgres", or "nobody" if there is none; another user's test program as that user. A failure
// throws.

/// Starts a program in the folder, with its output at the end of the file "log" there and without
/// the environment of the tests. It ends with the thread that started it.
///
/// @param words The program's path, then its arguments.
pid_t launch_as_server_user(const std::vector<std::string>& words,
                            const std::filesystem::path& folder);

/// As above, and waits until it has ended. A failure throws with the log's text.
void run_as_server_user(const std::vector<std::string>& words, const std::filesystem::path& folder);

/// Makes that user the owner of the folder, or file, and of everything in it.
void give_to_server_user(const std::filesystem::path& path);

/// The text of the file "log" in the folder.
std::string server_log(const std::filesystem::path& folder);

}  // namespace aurawell::test_support

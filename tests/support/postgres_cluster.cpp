#include "tests/support/postgres_cluster.hpp"

#include <unistd.h>

#include <system_error>

#include "tests/support/server_user.hpp"

namespace aurawell::test_support {
namespace {

namespace fs = std::filesystem;

fs::path kept_cluster() {
  return fs::read_symlink("/proc/self/exe").parent_path() / "postgres-15-cluster";
}

/// Complete or not at all, also when several programs do it at once. Without it tests are slower.
void keep_cluster(const fs::path& data) {
  const auto unfinished = kept_cluster().string() + "." + std::to_string(getpid());
  std::error_code failure;
  fs::copy(data, unfinished, fs::copy_options::recursive, failure);
  if (!failure) {
    fs::rename(unfinished, kept_cluster(), failure);
  }
  fs::remove_all(unfinished, failure);
}

}  // namespace

std::string postgres_program(const std::string& name) {
  return "/usr/lib/postgresql/15/bin/" + name;
}

void make_postgres_cluster(const fs::path& folder) {
  const auto data = folder / "data";
  std::error_code failure;
  if (fs::exists(kept_cluster(), failure)) {
    fs::copy(kept_cluster(), data, fs::copy_options::recursive);
    give_to_server_user(data);
    return;
  }
  run_as_server_user({postgres_program("initdb"), "--pgdata=" + data.string(), "--username=test",
                      "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"},
                     folder);
  keep_cluster(data);
}

void make_postgres_standby(const fs::path& folder, std::uint16_t primary) {
  run_as_server_user({postgres_program("pg_basebackup"), "--pgdata=" + (folder / "data").string(),
                      "--host=127.0.0.1", "--port=" + std::to_string(primary), "--username=test",
                      "--write-recovery-conf", "--checkpoint=fast", "--no-sync"},
                     folder);
}

}  // namespace aurawell::test_support

#include "tests/fuzz/memory_file.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

memory_file::memory_file(std::string_view content) : descriptor_{memfd_create("fuzz", 0)} {
  must(descriptor_ >= 0, "the system gives a file in memory");
  must(fchmod(descriptor_, S_IRUSR | S_IWUSR) == 0, "it can be closed to others");
  const auto written = write(descriptor_, content.data(), content.size());
  must(written == static_cast<ssize_t>(content.size()), "a file in memory takes its content");
}

memory_file::~memory_file() {
  close(descriptor_);
}

}  // namespace aurawell::fuzz

// The path of a token: a model server sends small texts.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "net/json/json_document.hpp"

namespace {

std::size_t heap_uses = 0;

void* counted(std::size_t bytes) {
  ++heap_uses;
  // NOLINTNEXTLINE(*-no-malloc): stands for operator new itself.
  if (auto* memory = std::malloc(bytes == 0 ? 1 : bytes)) {
    return memory;
  }
  throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t bytes) {
  return counted(bytes);
}

void operator delete(void* memory) noexcept {
  std::free(memory);  // NOLINT(*-no-malloc): see above.
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);  // NOLINT(*-no-malloc): see above.
}

namespace aurawell::net {
namespace {

std::size_t heap_uses_for(const std::string& text, const json_bounds& bounds) {
  const auto before = heap_uses;
  const json_document document{text, bounds};
  const auto used = heap_uses - before;
  EXPECT_TRUE(document.is_valid()) << document.fault();
  return used;
}

std::string chunk_with(const std::string& text) {
  return R"({"id":"chatcmpl-7f","object":"chat.completion.chunk","created":1694268190,)"
         R"("model":"deepseek-chat","system_fingerprint":"fp_1","choices":[{"index":0,"delta":)"
         R"({"content":")" +
         text + R"("},"logprobs":null,"finish_reason":null}],"usage":null})";
}

TEST(json_document, reads_a_small_text_without_the_heap) {
  EXPECT_EQ(heap_uses_for(chunk_with(" tired"), model_server_json), 0U);
  EXPECT_EQ(heap_uses_for(chunk_with(std::string(3800, 'x')), model_server_json), 0U);
  EXPECT_EQ(heap_uses_for(chunk_with(R"(\u4f60\n)"), {}), 0U);
  EXPECT_GT(heap_uses_for(chunk_with(std::string(100'000, 'x')), {}), 0U) << "nothing is counted";
}

}  // namespace
}  // namespace aurawell::net

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tests/mock_llm/answer_plan.hpp"
#include "tests/mock_llm/content_coder.hpp"
#include "tests/mock_llm/write_batch.hpp"

namespace aurawell::mock {

/// How a receiver knows where the body ends.
enum class transfer : unsigned char {
  chunked,
  bare,  ///< from the head, or by the end of the connection
};

/// Turns the bytes of a body into writes: codes, cuts and frames them.
class body_writer {
 public:
  body_writer(chunking cut, transfer framing, content_coding coding);

  void write(write_batch& out, std::string_view bytes);

  /// Ends the body. Call it once.
  void finish(write_batch& out);

 private:
  void cut_and_frame(write_batch& out, std::string_view bytes);
  std::size_t piece_size(std::string_view bytes) const noexcept;

  chunking cut_;
  transfer framing_;
  std::unique_ptr<content_coder> coder_;
  std::string coded_;
};

}  // namespace aurawell::mock

#include "tests/mock_llm/body_writer.hpp"

namespace aurawell::mock {

body_writer::body_writer(chunking cut, transfer framing, content_coding coding)
    : cut_{cut},
      framing_{framing},
      coder_{coding == content_coding::none ? nullptr : std::make_unique<content_coder>(coding)} {}

void body_writer::write(write_batch& out, std::string_view bytes) {
  if (bytes.empty()) {
    return;
  }
  if (!coder_) {
    cut_and_frame(out, bytes);
    return;
  }
  coded_.clear();
  coder_->append(bytes, coded_);
  cut_and_frame(out, coded_);
}

void body_writer::finish(write_batch& out) {
  if (coder_) {
    coded_.clear();
    coder_->finish(coded_);
    cut_and_frame(out, coded_);
  }
  if (framing_ == transfer::chunked) {
    out.bytes += "0\r\n\r\n";
    out.cut();
  }
}

void body_writer::cut_and_frame(write_batch& out, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, piece_size(bytes));
    if (framing_ == transfer::chunked) {
      append_http_chunk(out.bytes, piece);
    } else {
      out.bytes += piece;
    }
    out.cut();
    bytes.remove_prefix(piece.size());
  }
}

std::size_t body_writer::piece_size(std::string_view bytes) const noexcept {
  if (cut_ == chunking::byte) {
    return 1;
  }
  if (const auto end = bytes.find('\n'); cut_ == chunking::line && end != std::string_view::npos) {
    return end + 1;
  }
  return bytes.size();
}

}  // namespace aurawell::mock

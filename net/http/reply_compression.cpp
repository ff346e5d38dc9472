#include "net/http/reply_compression.hpp"

#include <algorithm>
#include <utility>

#include "net/http/content_coding.hpp"

namespace aurawell::net {
namespace {

std::string* find_header(http_reply& reply, std::string_view name) {
  const auto found = std::find_if(reply.headers.begin(), reply.headers.end(),
                                  [&](const auto& header) { return header.first == name; });
  return found == reply.headers.end() ? nullptr : &found->second;
}

/// One header with all names: `to_head` keeps only the last header of a name.
void vary_by_coding(http_reply& reply) {
  if (auto* names = find_header(reply, "Vary")) {
    *names += ", Accept-Encoding";
  } else {
    reply.headers.emplace_back("Vary", "Accept-Encoding");
  }
}

/// The bytes of another coding need another strong tag (RFC 9110, section 8.8.3.3).
void weaken_tag(http_reply& reply) {
  auto* tag = find_header(reply, "ETag");
  if (tag != nullptr && !tag->starts_with("W/")) {
    tag->insert(0, "W/");
  }
}

}  // namespace

reply_compression::reply_compression(http_reply reply, std::unique_ptr<gzip_stream> stream,
                                     reply_compressor& by)
    : reply_{std::move(reply)}, stream_{std::move(stream)}, by_{by} {}

reply_compression::~reply_compression() {
  --by_.under_way_;
}

bool reply_compression::step() {
  const auto piece = std::string_view{reply_.body}.substr(read_, step_bytes);
  read_ += piece.size();
  const bool is_last = read_ == reply_.body.size();
  stream_->add(piece, is_last, compressed_);
  return !is_last;
}

http_reply reply_compression::take() && {
  if (compressed_.size() >= reply_.body.size()) {
    return std::move(reply_);
  }
  by_.count(reply_.body.size(), compressed_.size());
  reply_.body = std::move(compressed_);
  reply_.headers.emplace_back("Content-Encoding", "gzip");
  weaken_tag(reply_);
  return std::move(reply_);
}

std::unique_ptr<reply_compression> reply_compressor::begin(http_reply& reply,
                                                           std::string_view accept_encoding) {
  if (!options_.enabled || !reply.may_compress) {
    return nullptr;
  }
  vary_by_coding(reply);
  if (reply.status != 200 || reply.body.size() < options_.min_bytes ||
      !prefers_gzip(accept_encoding)) {
    return nullptr;
  }
  const bool has_place = ++under_way_ <= options_.concurrent;
  auto stream = has_place ? gzip_stream::make(static_cast<int>(options_.level)) : nullptr;
  if (stream) {
    return std::make_unique<reply_compression>(std::move(reply), std::move(stream), *this);
  }
  --under_way_;
  if (counts_ != nullptr) {
    ++counts_->without_place;
  }
  return nullptr;
}

void reply_compressor::count(std::size_t before, std::size_t after) noexcept {
  if (counts_ != nullptr) {
    ++counts_->compressed;
    counts_->bytes_before += before;
    counts_->bytes_after += after;
  }
}

}  // namespace aurawell::net

#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "net/dispatch/reply_slot.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/reply_compression.hpp"
#include "net/http/request_reader.hpp"
#include "net/server/access_log.hpp"
#include "net/socket/write_watch.hpp"

namespace aurawell::net {

/// One request and the reply to it.
struct http_exchange {
  http_exchange(request_limits limits, std::chrono::milliseconds write_timeout)
      : reader{limits}, write{write_timeout} {}

  request_reader reader;
  /// Bytes behind the request: at most the rest of one read.
  std::string behind;
  /// Null: the reply is not compressed, or no longer.
  std::unique_ptr<reply_compression> compression;
  reply_bytes response;
  http_access seen;
  write_watch write;
  std::shared_ptr<reply_slot> awaited;
  /// True when the client has left; the makers of the reply may stop then.
  std::shared_ptr<std::atomic<bool>> has_left = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace aurawell::net

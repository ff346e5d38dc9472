#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace aurawell::net {

/// A socket with an executor that is known at compile time. This avoids the indirect calls and the
/// memory of a type-erased one.
using loop_executor = boost::asio::io_context::executor_type;
using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, loop_executor>;

}  // namespace aurawell::net

#include "net/address/proxy_header.hpp"

#include <algorithm>
#include <array>
#include <boost/crc.hpp>

namespace aurawell::net {
namespace {

namespace ip = boost::asio::ip;
using namespace std::string_view_literals;

constexpr auto signature = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr auto text_form = "PROXY "sv;
/// Signature, version and command, kind of address, length of the rest.
constexpr std::size_t fixed_bytes = 16;
constexpr unsigned char local = 0x20;
constexpr unsigned char on_behalf = 0x21;
constexpr unsigned char tcp_of_ipv4 = 0x11;
constexpr unsigned char tcp_of_ipv6 = 0x21;
/// Unspecified; UDP of IPv4 and of IPv6; streams and datagrams of Unix sockets.
constexpr std::array<unsigned char, 5> other_kinds{0x00, 0x12, 0x22, 0x31, 0x32};
/// Both addresses and both ports.
constexpr std::size_t ipv4_bytes = 12;
constexpr std::size_t ipv6_bytes = 36;
/// Type and length of an addition.
constexpr std::size_t addition_head = 3;
constexpr unsigned char type_of_checksum = 0x03;
constexpr std::size_t checksum_bytes = 4;

using crc32c = boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true>;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::size_t length_at(std::string_view bytes, std::size_t at) {
  return (byte_at(bytes, at) << 8U) | byte_at(bytes, at + 1);
}

bool agree(std::string_view begun, std::string_view whole) {
  const auto size = std::min(begun.size(), whole.size());
  return begun.substr(0, size) == whole.substr(0, size);
}

template <class Address>
Address address_in(std::string_view bytes) {
  typename Address::bytes_type raw{};
  std::copy_n(bytes.begin(), raw.size(), reinterpret_cast<char*>(raw.data()));
  return Address{raw};
}

bool is_checksum_right(std::string_view whole, std::size_t at) {
  constexpr std::array<char, checksum_bytes> zeros{};
  crc32c sum;
  sum.process_bytes(whole.data(), at);
  sum.process_bytes(zeros.data(), zeros.size());
  sum.process_bytes(whole.data() + at + checksum_bytes, whole.size() - at - checksum_bytes);
  return sum.checksum() == ((length_at(whole, at) << 16U) | length_at(whole, at + 2));
}

/// @param at The place of the first addition in the header.
proxy_header::state check_additions(std::string_view whole, std::size_t at) {
  using state = proxy_header::state;
  std::size_t checksum = 0;
  while (whole.size() - at >= addition_head) {
    const auto value = at + addition_head;
    const auto size = length_at(whole, at + 1);
    const bool is_checksum = byte_at(whole, at) == type_of_checksum;
    if (size > whole.size() - value || (is_checksum && (size != checksum_bytes || checksum > 0))) {
      return state::malformed;
    }
    checksum = is_checksum ? value : checksum;
    at = value + size;
  }
  if (at != whole.size()) {
    return state::malformed;
  }
  return checksum > 0 && !is_checksum_right(whole, checksum) ? state::bad_checksum
                                                             : state::complete;
}

bool is_known(unsigned kind) {
  return kind == tcp_of_ipv4 || kind == tcp_of_ipv6 ||
         std::find(other_kinds.begin(), other_kinds.end(), kind) != other_kinds.end();
}

}  // namespace

proxy_header proxy_header::read(std::string_view begun, std::size_t most_bytes) {
  if (!agree(begun, signature)) {
    if (!agree(begun, text_form)) {
      return proxy_header{state::not_there};
    }
    return begun.size() < text_form.size()
               ? proxy_header{state::incomplete, text_form.size() - begun.size()}
               : proxy_header{state::version_1};
  }
  if (begun.size() < fixed_bytes) {
    // The text form is shorter than this: no more may be read before it is known which one it is.
    return proxy_header{state::incomplete, begun.empty() ? 1 : fixed_bytes - begun.size()};
  }
  const auto command = byte_at(begun, 12);
  const auto kind = byte_at(begun, 13);
  const auto length = length_at(begun, 14);
  if ((command != local && command != on_behalf) || (command == on_behalf && !is_known(kind))) {
    return proxy_header{state::unsupported};
  }
  if (fixed_bytes + length > most_bytes) {
    return proxy_header{state::too_long};
  }
  if (begun.size() < fixed_bytes + length) {
    return proxy_header{state::incomplete, fixed_bytes + length - begun.size()};
  }
  const auto whole = begun.substr(0, fixed_bytes + length);
  // Whatever follows for these is skipped, as the protocol asks for.
  if (command == local || (kind != tcp_of_ipv4 && kind != tcp_of_ipv6)) {
    return proxy_header{state::complete};
  }
  const auto addresses = kind == tcp_of_ipv4 ? ipv4_bytes : ipv6_bytes;
  proxy_header found{length < addresses ? state::malformed
                                        : check_additions(whole, fixed_bytes + addresses)};
  if (found.now() == state::complete) {
    const auto rest = whole.substr(fixed_bytes);
    found.client_ = kind == tcp_of_ipv4 ? ip::address{address_in<ip::address_v4>(rest)}
                                        : ip::address{address_in<ip::address_v6>(rest)};
  }
  return found;
}

std::string_view to_string(proxy_header::state now) noexcept {
  switch (now) {
    case proxy_header::state::incomplete: return "incomplete";
    case proxy_header::state::complete: return "complete";
    case proxy_header::state::not_there: return "not_there";
    case proxy_header::state::version_1: return "version_1";
    case proxy_header::state::unsupported: return "unsupported";
    case proxy_header::state::too_long: return "too_long";
    case proxy_header::state::bad_checksum: return "bad_checksum";
    case proxy_header::state::malformed: break;
  }
  return "malformed";
}

}  // namespace aurawell::net

#include "net/auth/tokens/ecdsa_form.hpp"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>

#include <cassert>
#include <memory>

#include "net/auth/tokens/openssl_pointers.hpp"

namespace aurawell::net {
namespace {

constexpr int number_bytes = 32;
using signature_pointer = std::unique_ptr<ECDSA_SIG, openssl_free<&ECDSA_SIG_free>>;

}  // namespace

std::string ecdsa_to_der(std::string_view signature) {
  if (signature.size() != std::size_t{2} * number_bytes) {
    return {};
  }
  const auto* raw = reinterpret_cast<const unsigned char*>(signature.data());
  const signature_pointer pair{ECDSA_SIG_new()};
  ECDSA_SIG_set0(pair.get(), BN_bin2bn(raw, number_bytes, nullptr),
                 BN_bin2bn(raw + number_bytes, number_bytes, nullptr));
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(pair.get(), &out);
  return der;
}

std::string ecdsa_from_der(std::string_view der) {
  const auto* in = reinterpret_cast<const unsigned char*>(der.data());
  const signature_pointer pair{d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size()))};
  assert(pair);
  std::string signature(std::size_t{2} * number_bytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, number_bytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + number_bytes, number_bytes);
  return signature;
}

}  // namespace aurawell::net

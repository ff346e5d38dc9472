#pragma once

#include "net/auth/password_hasher.hpp"

namespace aurawell::net {

/// For a service without accounts of its own.
class no_password_hasher final : public password_hasher {
 public:
  void hash(std::string, std::function<void(result<std::string>)> then) override {
    then(no_accounts());
  }
  void verify(std::string, std::string, std::function<void(result<verdict>)> then) override {
    then(no_accounts());
  }

 private:
  static error no_accounts() { return {ec::unavailable, "there are no passwords here"}; }
};

}  // namespace aurawell::net

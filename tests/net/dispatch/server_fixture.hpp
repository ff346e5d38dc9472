#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "domain/admission/connection_counts.hpp"
#include "net/dispatch/server.hpp"
#include "net/server/io_threads.hpp"
#include "tests/net/dispatch/recorded_frames.hpp"
#include "tests/net/dispatch/recording_gateway.hpp"
#include "tests/net/fake_store_access.hpp"
#include "tests/support/fake_gatekeeper.hpp"
#include "tests/support/fake_hasher.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {

/// A server on its own port, with options that a test may change before `start`.
class server_test : public ::testing::Test {
 protected:
  server_test() {
    options.port = 0;
    options.host_names = {"x", "y", "chat.example.com"};
    // For tests that only need an address in X-Forwarded-For.
    options.trusts_unproven_gateways = true;
  }

  void start(std::uint32_t loops = 2) {
    threads = std::make_unique<io_threads>(loops);
    front = std::make_unique<server>(options, *threads, behind());
    const auto started = front->start();
    ASSERT_TRUE(started) << started.failure().detail;
    port = front->port();
  }

  /// A test may replace the default store, which keeps nothing.
  virtual store_access& kept() { return store; }

  chat_backend behind() { return {gateway, census, measured, kept(), gate, hasher}; }

  test_support::ws_client connect(const std::string& target = "/ws/chat/u1",
                                  test_support::ws_connect_options connect_options = {}) {
    test_support::ws_client client{port, target, std::move(connect_options)};
    EXPECT_TRUE(client.connected());
    EXPECT_NE(client.read().text.find("connection_established"), std::string::npos);
    return client;
  }

  server_options options;
  recording_gateway gateway;
  connection_counts census;
  recorded_frames measured;
  immediate_store store{std::make_shared<test_support::fake_store>()};
  test_support::fake_gatekeeper gate;
  test_support::fake_hasher hasher;
  std::unique_ptr<io_threads> threads;
  std::unique_ptr<server> front;
  std::uint16_t port = 0;
};

}  // namespace aurawell::net

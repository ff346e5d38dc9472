#include "tests/conformance/gateway.hpp"

#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <vector>

#include "tests/conformance/peer.hpp"

namespace aurawell::conformance {
namespace {

constexpr const char* nginx = "/usr/sbin/nginx";

std::string settings(const std::string& folder, std::uint16_t program_port) {
  return R"(
daemon off;
master_process off;
pid )" + folder +
         R"(/nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path )" +
         folder + R"(/body;
  proxy_temp_path )" +
         folder + R"(/proxy;
  fastcgi_temp_path )" +
         folder + R"(/fastcgi;
  uwsgi_temp_path )" +
         folder + R"(/uwsgi;
  scgi_temp_path )" +
         folder + R"(/scgi;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream aurawell { server 127.0.0.1:)" +
         std::to_string(program_port) + R"(; keepalive 4; }
  server {
    listen unix:)" +
         folder + R"(/gateway.socket;
    location / {
      proxy_pass http://aurawell;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_buffering off;
    }
  }
}
)";
}

std::vector<std::string> arguments(const std::string& folder, std::uint16_t program_port) {
  if (access(nginx, X_OK) != 0) {
    throw std::runtime_error{std::string{nginx} + " is missing: ./dev test installs it"};
  }
  const auto file = folder + "/nginx.conf";
  std::ofstream{file} << settings(folder, program_port);
  return {"-c", file, "-p", folder, "-e", "stderr"};
}

}  // namespace

gateway::gateway(std::uint16_t program_port)
    : process_{nginx, arguments(folder_ / "", program_port), folder_ / "nginx.log"} {
  const bool listens = process_.wait_until([&] {
    return peer{{0, socket_path()}, peer::clock::now()}.is_connected();
  });
  if (!listens) {
    throw std::runtime_error{"nginx did not start: " + process_.log()};
  }
}

}  // namespace aurawell::conformance

#include "config/loading/validate.hpp"

#include <gmock/gmock.h>

#include "tests/config/loading.hpp"
#include "tests/support/private_file.hpp"

namespace aurawell::config {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using texts = std::vector<std::string>;

texts problems_of(texts set, const environment& variables = {}) {
  return loading{"", variables, std::move(set)}.problems();
}

TEST(validate, open_mode_listens_on_loopback_only) {
  for (const char* host : {"127.0.0.1", "127.8.8.8", "::1", "localhost"}) {
    EXPECT_THAT(problems_of({std::string{"server.host="} + host}), IsEmpty()) << host;
  }
  for (const char* host : {"0.0.0.0", "::", "192.168.1.1", "example.com", "::ffff:10.0.0.1"}) {
    EXPECT_THAT(problems_of({std::string{"server.host="} + host}),
                ElementsAre("--set server.host: server.host: \"" + std::string{host} +
                            "\" can be reached from elsewhere and auth.mode \"open\" lets "
                            "everybody in; listen on 127.0.0.1, set auth.mode = \"jwt\", set "
                            "auth.user_header to the header in which a gateway in front names the "
                            "user, or set auth.allow_open_anywhere = true if everybody who "
                            "reaches it may be anybody"));
    for (const char* way : {"auth.allow_open_anywhere=true", "auth.user_header=X-Auth-User"}) {
      EXPECT_THAT(problems_of({std::string{"server.host="} + host, way}), IsEmpty()) << way;
    }
  }
  EXPECT_THAT(problems_of({"server.host="}), ElementsAre(HasSubstr("must be an address")));
}

TEST(validate, a_gateway_names_users_in_a_header_of_its_own) {
  for (const char* name : {"X-Auth-User", "x-forwarded-user", "Remote-User", "x_user!"}) {
    EXPECT_THAT(problems_of({std::string{"auth.user_header="} + name}), IsEmpty()) << name;
  }
  for (const char* name : {"X Auth User", "X-Auth-User:", "user/name", "\xE4\xBD\xA0"}) {
    EXPECT_THAT(problems_of({std::string{"auth.user_header="} + name}),
                ElementsAre(HasSubstr("is no name of a header")))
        << name;
  }
  for (const char* name : {"Authorization", "HOST", "X-Forwarded-For", "Sec-WebSocket-Protocol",
                           "cookie", "Idempotency-Key", "origin"}) {
    EXPECT_THAT(problems_of({std::string{"auth.user_header="} + name}),
                ElementsAre(HasSubstr("has another meaning")))
        << name;
  }
}

TEST(validate, a_gateway_that_names_users_fits_the_other_settings) {
  EXPECT_THAT(problems_of({"auth.user_header=X-Auth-User", "server.trusted_proxies="}),
              ElementsAre("--set auth.user_header: auth.user_header: nobody may send it: put the "
                          "gateway's address into server.trusted_proxies"));
  EXPECT_THAT(problems_of({"auth.user_header=X-Auth-User", "auth.mode=jwt"},
                          {{"AURAWELL_AUTH_SECRET", std::string(32, 's')}}),
              ElementsAre("--set auth.user_header: auth.user_header: with auth.mode \"jwt\" only "
                          "tokens say who somebody is; leave it out, or set auth.mode = "
                          "\"open\""));
}

TEST(validate, host_names_are_names_alone) {
  EXPECT_THAT(problems_of({"server.host_names=app.example.com,aurawell,127.0.0.1"}), IsEmpty());
  EXPECT_THAT(problems_of({"server.host_names=*"}), IsEmpty());
  for (const char* name : {"https://app.example.com", "app.example.com:443", "app.example.com/",
                           "*.example.com", "a b", "[::1]", "me@app.example.com"}) {
    EXPECT_THAT(problems_of({std::string{"server.host_names="} + name}),
                ElementsAre("--set server.host_names: server.host_names: \"" + std::string{name} +
                            "\" is no host name; write \"app.example.com\" without a scheme and a "
                            "port, or \"*\""))
        << name;
  }
}

const std::string secret(32, 's');

TEST(validate, jwt_mode_needs_a_key_and_may_listen_anywhere) {
  EXPECT_THAT(
      problems_of({"auth.mode=jwt"}),
      ElementsAre("--set auth.mode: auth.mode: \"jwt\" needs a key to verify tokens by: put "
                  "a secret into the environment variable AURAWELL_AUTH_SECRET (\"openssl "
                  "rand -hex 32\" makes one), or set auth.secret_file, auth.key_file or "
                  "auth.jwks_file"));
  EXPECT_THAT(
      problems_of({"auth.mode=jwt", "server.host=0.0.0.0"}, {{"AURAWELL_AUTH_SECRET", secret}}),
      IsEmpty());
}

TEST(validate, keys_are_good) {
  EXPECT_THAT(problems_of({}, {{"AURAWELL_AUTH_SECRET", "short-secret"}}),
              ElementsAre("environment AURAWELL_AUTH_SECRET: auth.secret: the secret has 12 bytes "
                          "and must have at least 32; \"openssl rand -hex 32\" makes one"));
  for (const char* key : {"auth.secret_file", "auth.key_file", "auth.jwks_file"}) {
    EXPECT_THAT(problems_of({std::string{key} + "=/missing"}),
                ElementsAre("--set " + std::string{key} + ": " + key +
                            ": \"/missing\" cannot be read: No such file or directory"));
  }
}

TEST(validate, a_secret_in_the_place_of_its_variable_is_not_repeated) {
  const auto as_name = problems_of({"auth.secret_env=my-secret-of-32-bytes-or-more!!!"});
  ASSERT_EQ(as_name.size(), 1U);
  EXPECT_THAT(as_name.front(), HasSubstr("auth.secret_env"));
  EXPECT_THAT(as_name.front(), Not(HasSubstr("my-secret")));
  const auto as_missing = problems_of({"auth.secret_env=abcdef", "auth.mode=jwt"});
  ASSERT_EQ(as_missing.size(), 1U);
  EXPECT_THAT(as_missing.front(), Not(HasSubstr("abcdef")));
}

TEST(validate, auth_settings_fit_together) {
  EXPECT_THAT(problems_of({"auth.operators=ann,b c"}),
              ElementsAre("--set auth.operators: auth.operators: \"b c\" is no user id"));
  EXPECT_THAT(problems_of({"auth.login_ttl=30m"}),
              ElementsAre("--set auth.login_ttl: auth.login_ttl: 30m is less than auth.token_ttl, "
                          "which is 1h"));
}

TEST(validate, the_admin_listener_is_for_this_machine) {
  EXPECT_THAT(problems_of({"admin.host=0.0.0.0"}),
              ElementsAre("--set admin.host: admin.host: \"0.0.0.0\" can be reached from elsewhere "
                          "and nobody is asked who they are there; listen on 127.0.0.1, set "
                          "admin.token_file to a file with a token, or set "
                          "admin.allow_anywhere = true if everybody who reaches it may read the "
                          "numbers"));
  EXPECT_THAT(problems_of({"admin.host=0.0.0.0", "admin.allow_anywhere=true"}), IsEmpty());
  EXPECT_THAT(problems_of({"admin.host=0.0.0.0", "admin.enabled=false"}), IsEmpty());
  EXPECT_THAT(problems_of({"admin.host="}), ElementsAre(HasSubstr("must be an address")));
}

TEST(validate, operators_with_a_token_may_come_from_anywhere) {
  const test_support::temp_folder folder;
  const auto file = (folder / "token").string();
  const texts set{"admin.host=0.0.0.0", "admin.token_file=" + file};
  EXPECT_THAT(problems_of(set), ElementsAre(HasSubstr("admin.token_file: \"" + file +
                                                      "\" cannot be read: No such file")));
  test_support::write_private_file(file, "short");
  EXPECT_THAT(problems_of(set), ElementsAre(HasSubstr("openssl rand -hex 32")));
  test_support::write_private_file(file, std::string(32, 't'));
  EXPECT_THAT(problems_of(set), IsEmpty());
}

TEST(validate, the_admin_listener_has_a_port_of_its_own) {
  EXPECT_THAT(problems_of({"admin.port=8000"}),
              ElementsAre("--set admin.port: admin.port: 8000 is server.port too; each needs a "
                          "port of its own"));
  EXPECT_THAT(problems_of({"server.port=8001"}), ElementsAre(HasSubstr("8001 is server.port too")));
  EXPECT_THAT(problems_of({"admin.port=0", "server.port=0"}), IsEmpty());
  EXPECT_THAT(problems_of({"admin.port=8000", "admin.enabled=false"}), IsEmpty());
}

TEST(validate, pools_name_providers_that_exist_once) {
  EXPECT_THAT(problems_of({"pools.health_chat.providers=offline,gone,offline"}),
              ElementsAre("--set pools.health_chat.providers: pools.health_chat.providers: there "
                          "is no provider \"gone\"",
                          "--set pools.health_chat.providers: pools.health_chat.providers: "
                          "\"offline\" is named twice"));
  EXPECT_THAT(problems_of({"pools.general_chat.providers="}),
              ElementsAre("--set pools.general_chat.providers: pools.general_chat.providers: must "
                          "name at least one provider"));
}

TEST(validate, buffers_fit_into_each_other) {
  EXPECT_THAT(problems_of({"session.outbox_bytes=16KiB"}),
              ElementsAre("--set session.outbox_bytes: session.outbox_bytes: 16KiB is less than "
                          "session.page_bytes, which is 32KiB"));
  EXPECT_THAT(problems_of({"session.page_bytes=128KiB", "session.log_bytes=64KiB",
                           "session.backlog_bytes=64KiB"}),
              ElementsAre("--set session.page_bytes: session.outbox_bytes: 64KiB is less than "
                          "session.page_bytes, which is 128KiB",
                          "--set session.log_bytes: session.log_bytes: 64KiB is less than "
                          "session.page_bytes, which is 128KiB"));
  EXPECT_THAT(problems_of({"session.max_message_chars=20000"}),
              ElementsAre("--set session.max_message_chars: session.max_message_chars: questions "
                          "of 20000 characters may take 80000 bytes, but "
                          "server.max_message_bytes is 64KiB"));
}

TEST(validate, a_password_waits_for_less_than_its_request) {
  EXPECT_THAT(problems_of({"auth.password_wait=15s"}),
              ElementsAre("--set auth.password_wait: auth.password_wait: a request ends after "
                          "server.request_timeout, 15s: a password must wait for less, that it can "
                          "be told to try again"));
  EXPECT_THAT(problems_of({"auth.password_wait=15s", "server.request_timeout=16s"}), IsEmpty());
}

TEST(validate, a_slow_client_is_closed_while_it_can_still_resume) {
  EXPECT_THAT(problems_of({"session.backlog_bytes=2MiB"}),
              ElementsAre("--set session.backlog_bytes: session.log_bytes: 1MiB is less than "
                          "session.backlog_bytes, which is 2MiB"));
}

TEST(validate, proxies_are_addresses_in_numbers_or_networks) {
  EXPECT_THAT(problems_of({"server.trusted_proxies=10.0.0.7,fd00::7,::ffff:10.0.0.8,10.0.0.0/8,"
                           "fd00::/8,::ffff:10.0.0.0/104"}),
              IsEmpty());
  EXPECT_THAT(problems_of({"server.trusted_proxies="}), IsEmpty());
  const auto expect_problem = [](const std::string& proxy, const std::string& message) {
    EXPECT_THAT(problems_of({"server.trusted_proxies=" + proxy}),
                ElementsAre("--set server.trusted_proxies: server.trusted_proxies: \"" + proxy +
                            "\" " + message));
  };
  for (const char* proxy : {"localhost", "10.0.0", "[::1]", "10.0.0.7:80"}) {
    expect_problem(proxy,
                   "is no address in numbers and no network; write \"10.0.0.7\", \"10.0.0.0/8\" "
                   "or \"fd00::/8\"");
  }
  expect_problem("10.0.0.0/33",
                 "has no valid prefix; behind the \"/\" stands a number from 0 to 32");
  expect_problem("10.0.0.7/8", "has bits behind its prefix; write \"10.0.0.0/8\"");
}

TEST(validate, clocks_fit_into_each_other) {
  EXPECT_THAT(problems_of({"session.heartbeat_interval=5s"}),
              ElementsAre("--set session.heartbeat_interval: session.heartbeat_interval: 5s is "
                          "less than session.heartbeat_timeout, which is 10s"));
  EXPECT_THAT(problems_of({"providers.offline.total_timeout=20s"}),
              ElementsAre(HasSubstr("20s is less than providers.offline.first_token_timeout, which "
                                    "is 1m"),
                          HasSubstr("20s is less than providers.offline.token_timeout, which is "
                                    "30s")));
}

TEST(validate, pauses_grow_up_to_their_limit) {
  EXPECT_THAT(problems_of({"providers.offline.retry_pause=6s"}),
              ElementsAre("--set providers.offline.retry_pause: providers.offline.retry_pause_max: "
                          "5s is less than providers.offline.retry_pause, which is 6s"));
  EXPECT_THAT(problems_of({"providers.offline.breaker.open_for=3m"}),
              ElementsAre(HasSubstr("providers.offline.breaker.max_open_for: 2m is less than "
                                    "providers.offline.breaker.open_for, which is 3m")));
}

TEST(validate, what_proxies_say_needs_a_trusted_proxy) {
  for (const std::string setting : {"server.proxy_protocol", "server.forwarded_header"}) {
    EXPECT_THAT(problems_of({setting + "=true"}), IsEmpty());
    EXPECT_THAT(problems_of({"server.trusted_proxies=", setting + "=true"}),
                ElementsAre("--set " + setting + ": " + setting +
                            ": nobody may send it: put the proxy's address into "
                            "server.trusted_proxies"));
  }
}

TEST(validate, not_everybody_may_name_the_user) {
  const std::string header = "auth.user_header=X-Auth-User";
  for (const char* wide : {"0.0.0.0/0", "::/0", "0.0.0.0/1", "10.0.0.7,128.0.0.0/2"}) {
    const auto proxies = std::string{"server.trusted_proxies="} + wide;
    EXPECT_THAT(problems_of({header, proxies}), ElementsAre(HasSubstr("trusts every address")));
    EXPECT_THAT(problems_of({header, proxies, "auth.allow_open_anywhere=true"}), IsEmpty());
    EXPECT_THAT(problems_of({proxies}), IsEmpty());
  }
  EXPECT_THAT(problems_of({header, "server.trusted_proxies=10.0.0.0/8,fc00::/7"}), IsEmpty());
}

TEST(validate, origins_have_no_path) {
  EXPECT_THAT(problems_of({"server.allowed_origins=*,http://localhost:5173,https://[::1]:80"}),
              IsEmpty());
  for (const char* origin :
       {"app.example.com", "https://app.example.com/", "https://", "ftp://x", "https://a b",
        "https://user@app.example.com", "https://app.example.com:70000", "https://[::.",
        "https://*.example.com", "https://app.example.com:443", "http://app.example.com:80"}) {
    EXPECT_THAT(problems_of({std::string{"server.allowed_origins="} + origin}),
                ElementsAre(HasSubstr(
                    "is no origin as browsers send it; write \"https://app.example.com\"")))
        << origin;
  }
}

TEST(validate, an_added_provider_says_where_and_what_it_is) {
  EXPECT_THAT(problems_of({"providers.mine.kind=openai"}),
              ElementsAre("--set providers.mine.kind: providers.mine.base_url: must be set for a "
                          "provider that you add",
                          "--set providers.mine.kind: providers.mine.model: must be set for a "
                          "provider that you add"));
  EXPECT_THAT(problems_of({"providers.mine.kind=offline"}), IsEmpty());
}

TEST(validate, addresses_are_whole_and_hold_no_password) {
  for (const char* url :
       {"https://api.example.com", "http://127.0.0.1:1/v1", "https://a.b/v1/", "https://a.b/x@y"}) {
    EXPECT_THAT(problems_of({std::string{"providers.deepseek.base_url="} + url}), IsEmpty()) << url;
  }
  for (const char* url : {"", "api.example.com", "https://", "https:///v1", "file:///etc/passwd",
                          "https://a.b/v1?key=1", "https://a b", "https://a.b\r\nX: y"}) {
    EXPECT_THAT(problems_of({std::string{"providers.deepseek.base_url="} + url}),
                ElementsAre(HasSubstr("is no address such as")))
        << url;
  }
  for (const char* url : {"https://a.b/v1?key=sk-1", "https://me:sk-1@a b", "https://a.b#sk-1"}) {
    const auto problems = problems_of({std::string{"providers.deepseek.base_url="} + url});
    EXPECT_THAT(problems, ElementsAre(Not(HasSubstr("sk-1")))) << url;
  }
  EXPECT_THAT(problems_of({"providers.deepseek.base_url=https://a.b/v1/chat/completions"}),
              ElementsAre(HasSubstr("goes too far: leave out \"/chat/completions\"")));
  const auto with_password = problems_of({"providers.deepseek.base_url=https://me:secret@a.b"});
  EXPECT_THAT(with_password, ElementsAre(HasSubstr("must not hold a password")));
  EXPECT_THAT(with_password.front(), Not(HasSubstr("secret")));
  EXPECT_THAT(problems_of({"providers.deepseek.proxy=http://me:secret@10.0. 0.1"}),
              ElementsAre(Not(HasSubstr("secret"))));
}

TEST(validate, questions_leave_this_machine_only_encrypted) {
  const std::string url = "providers.deepseek.base_url=";
  const std::string allowed = "providers.deepseek.allow_unencrypted=true";
  for (const char* near :
       {"http://localhost:8080/v1", "http://127.9.9.9/v1", "http://[::1]:1/v1"}) {
    EXPECT_THAT(problems_of({url + near}), IsEmpty()) << near;
  }
  for (const char* far :
       {"http://10.0.0.7:11434/v1", "http://ollama:11434/v1", "http://api.example.com",
        "http://127.0.0.1.example.com/v1", "http://[fd00::1]/v1", "http://0.0.0.0:1/v1",
        "http://localhost.example.com/v1"}) {
    const auto problems = problems_of({url + far});
    EXPECT_THAT(problems, ElementsAre(HasSubstr("without encryption"))) << far;
    EXPECT_THAT(problems, ElementsAre(HasSubstr("allow_unencrypted = true"))) << far;
    EXPECT_THAT(problems_of({url + far, allowed}), IsEmpty()) << far;
  }
}

TEST(validate, an_event_fits_into_an_answer) {
  EXPECT_THAT(problems_of({"providers.deepseek.max_body_bytes=512KiB"}),
              ElementsAre("--set providers.deepseek.max_body_bytes: "
                          "providers.deepseek.max_body_bytes: 512KiB is less than "
                          "providers.deepseek.max_event_bytes, which is 1MiB"));
}

TEST(validate, a_proxy_is_an_address_without_a_password) {
  EXPECT_THAT(problems_of({"providers.deepseek.proxy=http://10.0.0.1:3128"}), IsEmpty());
  EXPECT_THAT(problems_of({"providers.deepseek.proxy=proxy:3128"}),
              ElementsAre(HasSubstr("\"proxy:3128\" is no address such as")));
  const auto with_password = problems_of({"providers.deepseek.proxy=http://me:secret@10.0.0.1"});
  EXPECT_THAT(with_password, ElementsAre(HasSubstr("must not hold a password")));
  EXPECT_THAT(with_password.front(), Not(HasSubstr("secret")));
}

TEST(validate, a_pool_that_asks_a_provider_needs_its_key) {
  const texts asks{"pools.health_chat.providers=deepseek"};
  EXPECT_THAT(problems_of(asks),
              ElementsAre("settings: providers.deepseek.api_key_env: the environment variable "
                          "DEEPSEEK_API_KEY is not set, and a pool asks this provider; set it, or "
                          "set api_key_env = \"\" if the provider needs no key"));
  EXPECT_THAT(problems_of(asks, {{"DEEPSEEK_API_KEY", "k"}}), IsEmpty());
  EXPECT_THAT(problems_of({asks[0], "providers.deepseek.api_key_env="}), IsEmpty());
  EXPECT_THAT(problems_of({asks[0], "providers.deepseek.base_url=http://127.0.0.1:1"}), IsEmpty());
}

TEST(validate, a_key_that_looks_wrong_is_never_repeated) {
  const auto as_name = problems_of({"providers.deepseek.api_key_env=sk-abcdef"});
  ASSERT_THAT(as_name, ElementsAre(HasSubstr("must be the name of an environment variable")));
  EXPECT_THAT(as_name.front(), Not(HasSubstr("abcdef")));
  const auto as_hex = problems_of(
      {"providers.deepseek.api_key_env=abcdef0123", "pools.health_chat.providers=deepseek"});
  ASSERT_THAT(as_hex, ElementsAre(HasSubstr("the environment variable that it names")));
  EXPECT_THAT(as_hex.front(), Not(HasSubstr("abcdef")));
  for (const char* key :
       {"sk-abcdef\n", "sk abcdef", "sk-1,sk abcdef", "sk-abcdef\r\nX-Other: 1"}) {
    const auto as_value = problems_of({}, {{"DEEPSEEK_API_KEY", key}});
    ASSERT_THAT(as_value, ElementsAre(HasSubstr("environment DEEPSEEK_API_KEY: ")));
    EXPECT_THAT(as_value.front(), Not(HasSubstr("abcdef")));
  }
}

TEST(validate, a_setting_of_another_kind_of_provider_is_a_mistake) {
  EXPECT_THAT(problems_of({"providers.offline.base_url=http://127.0.0.1:1"}),
              ElementsAre("--set providers.offline.base_url: providers.offline.base_url: means "
                          "nothing to a provider of this kind; leave it out, or set "
                          "providers.offline.kind"));
}

TEST(validate, only_members_that_can_be_left_out_are_omitted) {
  EXPECT_THAT(problems_of({"providers.deepseek.omit=thinking,user_id",
                           "providers.deepseek.max_tokens_name=max_completion_tokens"}),
              IsEmpty());
  EXPECT_THAT(
      problems_of({"providers.deepseek.omit=thinkin"}),
      ElementsAre("--set providers.deepseek.omit: providers.deepseek.omit: \"thinkin\" is no "
                  "member of a request that can be left out; did you mean \"thinking\"?"));
  EXPECT_EQ(problems_of({"providers.deepseek.omit=model,messages,stream"}).size(), 3U);
}

TEST(validate, levels_of_components_are_read_one_by_one) {
  EXPECT_THAT(problems_of({"log.levels=store=debug,provider=off"}), IsEmpty());
  EXPECT_THAT(
      problems_of({"log.levels=store=loud"}),
      ElementsAre(HasSubstr("--set log.levels: log.levels: \"store=loud\" names no level; ")));
  EXPECT_THAT(problems_of({"log.levels=stor=info,store,store=info,store=debug"}),
              ElementsAre(HasSubstr("\"stor=info\" names no component of the log; there are "),
                          HasSubstr("\"store\" must be COMPONENT=LEVEL"),
                          HasSubstr("\"store=debug\" gives its component a second level")));
}

TEST(validate, thinking_is_on_off_or_not_mentioned) {
  for (const char* good : {"", "enabled", "disabled"}) {
    EXPECT_THAT(problems_of({std::string{"providers.deepseek.thinking="} + good}), IsEmpty());
  }
  EXPECT_THAT(problems_of({"providers.deepseek.thinking=yes"}),
              ElementsAre("--set providers.deepseek.thinking: providers.deepseek.thinking: \"yes\" "
                          "is none of \"enabled\", \"disabled\" and \"\""));
}

TEST(validate, files_that_are_named_can_be_read) {
  EXPECT_THAT(problems_of({"providers.deepseek.ca_bundle_file=/nowhere/ca.pem"}),
              ElementsAre(HasSubstr("the file \"/nowhere/ca.pem\" cannot be read")));
}

TEST(validate, storage_urls_are_known_ones) {
  EXPECT_THAT(problems_of({"storage.url=memory:"}), IsEmpty());
  EXPECT_THAT(problems_of({"storage.url=postgres:x"}),
              ElementsAre("--set storage.url: storage.url: \"postgres:x\" names no kind of store; "
                          "write \"sqlite:PATH\", for example \"sqlite:data/aurawell.db\", "
                          "\"postgresql://USER@HOST/DATABASE\", or \"memory:\""));
  EXPECT_THAT(problems_of({"storage.url=postgresql://u@h1,h2/db?sslmode=require"}), IsEmpty());
  EXPECT_THAT(problems_of({"storage.url=postgresql://u:secret@h/db"}),
              ElementsAre(AllOf(HasSubstr("u:***@h/db"), HasSubstr("PGPASSWORD"),
                                Not(HasSubstr("secret")))));
}

TEST(validate, a_value_that_could_not_be_read_is_not_called_missing_too) {
  const loading all{"[providers.mine]\nbase_url = 5\nmodel = \"m\""};
  EXPECT_THAT(all.problems(),
              ElementsAre("aurawell.toml:2:1: providers.mine.base_url: must be text in quotes, "
                          "found 5"));
}

TEST(validate, tls_needs_a_certificate_with_its_key) {
  EXPECT_THAT(problems_of({"server.tls.certificate_file=c.pem"}),
              ElementsAre(HasSubstr("needs server.tls.private_key_file")));
  EXPECT_THAT(problems_of({"admin.tls.private_key_file=k.pem"}),
              ElementsAre(HasSubstr("is no use without admin.tls.certificate_file")));
  EXPECT_THAT(
      problems_of({"server.tls.certificate_file=c.pem", "server.tls.private_key_file=k.pem"}),
      IsEmpty());
  EXPECT_THAT(problems_of({"server.tls.redirect_port=80"}),
              ElementsAre(HasSubstr("TLS, which is off")));
  EXPECT_THAT(problems_of({"server.tls.certificate_file=c.pem", "server.tls.private_key_file=k.pem",
                           "server.tls.redirect_port=8000"}),
              ElementsAre(HasSubstr("each needs a port of its own")));
}

TEST(validate, operators_with_certificates_may_come_from_anywhere) {
  const texts with_tls{"admin.host=0.0.0.0", "admin.tls.certificate_file=c.pem",
                       "admin.tls.private_key_file=k.pem"};
  EXPECT_THAT(problems_of(with_tls), ElementsAre(HasSubstr("can be reached from elsewhere")));
  auto with_authority = with_tls;
  with_authority.push_back("admin.tls.client_ca_file=ca.pem");
  EXPECT_THAT(problems_of(with_authority), IsEmpty());
  EXPECT_THAT(problems_of({"admin.tls.client_ca_file=ca.pem"}),
              ElementsAre(HasSubstr("nobody can show a certificate without TLS")));
}

}  // namespace
}  // namespace aurawell::config

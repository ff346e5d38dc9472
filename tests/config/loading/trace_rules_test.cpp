#include <gmock/gmock.h>

#include "tests/config/loading.hpp"
#include "tests/support/private_file.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using texts = std::vector<std::string>;

texts trace_problems(texts set) {
  return loading{"", {}, std::move(set)}.problems();
}

TEST(trace_rules, spans_go_to_this_machine_or_over_tls) {
  for (const char* url : {"", "http://127.0.0.1:4318", "http://localhost:4318", "http://[::1]:4318",
                          "https://collector.example.com", "https://c.example.com:8443/otlp/"}) {
    EXPECT_THAT(trace_problems({std::string{"trace.endpoint="} + url}), IsEmpty()) << url;
  }
  EXPECT_THAT(
      trace_problems({"trace.endpoint=http://collector.example.com:4318"}),
      ElementsAre("--set trace.endpoint: trace.endpoint: "
                  "\"http://collector.example.com:4318\" sends spans and headers to another "
                  "machine without encryption; use https://, or set "
                  "trace.allow_unencrypted = true if nobody else can read that network"));
  EXPECT_THAT(trace_problems({"trace.endpoint=http://collector.example.com:4318",
                              "trace.allow_unencrypted=true"}),
              IsEmpty());
}

TEST(trace_rules, the_endpoint_is_an_address_without_a_password) {
  for (const char* url : {"127.0.0.1:4318", "ftp://127.0.0.1", "http://", "http:///x",
                          "http://127.0.0.1/?key=1", "http://127.0.0.1/ x"}) {
    EXPECT_THAT(trace_problems({std::string{"trace.endpoint="} + url}),
                ElementsAre(HasSubstr("is no address such as")))
        << url;
  }
  const auto with_password = trace_problems({"trace.endpoint=https://me:s3cret@example.com"});
  EXPECT_THAT(with_password, ElementsAre(HasSubstr("use trace.headers_file")));
  EXPECT_THAT(with_password.front(), Not(HasSubstr("s3cret")));
  EXPECT_THAT(trace_problems({"trace.endpoint=http://127.0.0.1:4318/v1/traces"}),
              ElementsAre(HasSubstr("leave out \"/v1/traces\"")));
}

TEST(trace_rules, the_files_are_read_where_spans_are_exported) {
  const test_support::temp_folder folder;
  const auto file = (folder / "headers").string();
  const texts set{"trace.endpoint=http://127.0.0.1:4318", "trace.headers_file=" + file};
  EXPECT_THAT(trace_problems(set), ElementsAre(HasSubstr("trace.headers_file: ")));
  EXPECT_THAT(trace_problems({"trace.headers_file=" + file}), IsEmpty());
  test_support::write_private_file(file, "s3cret");
  EXPECT_THAT(trace_problems(set), ElementsAre(HasSubstr("Name: value")));
  EXPECT_THAT(trace_problems(set).front(), Not(HasSubstr("s3cret")));
  test_support::write_private_file(file, "Authorization: Bearer s3cret\n");
  EXPECT_THAT(trace_problems(set), IsEmpty());
  EXPECT_THAT(trace_problems({"trace.endpoint=https://example.com",
                              "trace.ca_bundle_file=" + (folder / "ca.pem").string()}),
              ElementsAre(HasSubstr("cannot be read")));
}

TEST(trace_rules, sizes_and_pauses_fit_together) {
  EXPECT_THAT(trace_problems({"trace.queue=10", "trace.batch=11"}),
              ElementsAre(HasSubstr("trace.batch: 11 is more than trace.queue, 10")));
  EXPECT_THAT(trace_problems({"trace.queue=10", "trace.batch=10"}), IsEmpty());
  EXPECT_THAT(trace_problems({"trace.retry_pause=2s", "trace.retry_pause_max=1s"}),
              ElementsAre(HasSubstr("trace.retry_pause: 2s is more than")));
}

}  // namespace
}  // namespace aurawell::config

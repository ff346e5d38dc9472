#include "net/trace/otlp/otlp_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/net/trace/otlp/collected_spans.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

const trace_source from_here{"1.2.3", "9f3c"};

span_report a_span() {
  span_report span;
  span.kind = span_kind::client;
  span.name = "chat mock";
  span.trace = {0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6,
                0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, 0x36};
  span.span = {0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7};
  span.parent = span_id{0, 0, 0, 0, 0, 0, 0, 9};
  span.begin = wall_time{1'796'003'013s};
  span.end = span.begin + 1'500ms;
  span.attributes = {{"gen_ai.operation.name", "chat"},
                     {"gen_ai.usage.input_tokens", std::int64_t{1'234}}};
  return span;
}

collected_span written(const span_report& span) {
  const std::vector<span_report> one{span};
  return spans_in_body(to_otlp_json(one, from_here)).at(0);
}

TEST(otlp_json, writes_a_span_as_the_schema_says) {
  const auto read = written(a_span());
  EXPECT_EQ(read.trace, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(read.span, "00f067aa0ba902b7");
  EXPECT_EQ(read.parent, "0000000000000009");
  EXPECT_EQ(read.name, "chat mock");
  EXPECT_EQ(read.kind, 3U);
  EXPECT_EQ(read.begin, 1'796'003'013'000'000'000U);
  EXPECT_EQ(read.end, 1'796'003'014'500'000'000U);
  EXPECT_EQ(read.attributes,
            (std::map<std::string, std::string>{{"gen_ai.operation.name", "chat"},
                                                {"gen_ai.usage.input_tokens", "1234"}}));
  EXPECT_EQ(read.status, 0U);
}

TEST(otlp_json, writes_every_kind_and_no_parent) {
  auto span = a_span();
  span.parent.reset();
  span.kind = span_kind::internal;
  EXPECT_EQ(written(span).kind, 1U);
  EXPECT_EQ(written(span).parent, "");
  span.kind = span_kind::server;
  EXPECT_EQ(written(span).kind, 2U);
}

TEST(otlp_json, writes_an_error_as_attribute_and_status) {
  auto span = a_span();
  span.error_type = "AI_1401";
  EXPECT_EQ(written(span).attributes.at("error.type"), "AI_1401");
  EXPECT_EQ(written(span).status, 2U);
}

TEST(otlp_json, escapes_and_cuts_texts) {
  auto span = a_span();
  span.name = "chat \"é\\\n";
  span.attributes = {{"gen_ai.response.model", std::string(127, 'm') + "é"}};
  EXPECT_EQ(written(span).name, "chat \"é\\\n");
  EXPECT_EQ(written(span).attributes.at("gen_ai.response.model"), std::string(127, 'm'));
  span.attributes = {{"gen_ai.response.model", std::string(126, 'm') + "é"}};
  EXPECT_EQ(written(span).attributes.at("gen_ai.response.model"), std::string(126, 'm') + "é");
}

TEST(otlp_json, names_the_program_as_the_source) {
  const std::vector<span_report> one{a_span()};
  const auto body = to_otlp_json(one, from_here);
  for (const auto* part : {R"("key":"service.name","value":{"stringValue":"aurawell"})",
                           R"("key":"service.version","value":{"stringValue":"1.2.3"})",
                           R"("key":"service.instance.id","value":{"stringValue":"9f3c"})"}) {
    EXPECT_NE(body.find(part), body.npos) << body;
  }
}

TEST(otlp_json, the_schema_refuses_what_collectors_do) {
  const std::vector<span_report> one{a_span()};
  const auto good = to_otlp_json(one, from_here);
  ASSERT_EQ(otlp_fault(good), "");
  const auto with = [&good](std::string_view old, std::string_view other) {
    auto changed = good;
    const auto at = changed.find(old);
    EXPECT_NE(at, changed.npos) << old;
    return otlp_fault(changed.replace(at, old.size(), other));
  };
  EXPECT_NE(with(R"("traceId":"4bf9)", R"("traceId":"4BF9)"), "");
  EXPECT_NE(with(R"("traceId")", R"("trace_id")"), "");
  EXPECT_NE(with(R"("kind":3)", R"("kind":"SPAN_KIND_CLIENT")"), "");
  EXPECT_NE(with(R"("intValue":"1234")", R"("intValue":1234)"), "");
  EXPECT_NE(with(R"("startTimeUnixNano":"1796003013000000000")",
                 R"("startTimeUnixNano":1796003013000000000)"),
            "");
  EXPECT_NE(with(R"("spanId":"00f067aa0ba902b7",)", ""), "");
  EXPECT_NE(with(R"("name":"chat mock",)", R"("name":"chat mock","text":"x",)"), "");
}

TEST(otlp_json, reads_how_many_spans_were_rejected) {
  EXPECT_EQ(read_rejected_spans(R"({"partialSuccess":{"rejectedSpans":"3","errorMessage":"x"}})"),
            3U);
  EXPECT_EQ(read_rejected_spans(R"({"partialSuccess":{"rejectedSpans":3}})"), 3U);
  for (const auto* body :
       {"", "{}", "[]", "null", "<html>", R"({"partialSuccess":{}})", R"({"partialSuccess":[3]})",
        R"({"partialSuccess":{"rejectedSpans":"-3"}})", R"({"partialSuccess":{"rejectedSpans":0}})",
        R"({"partialSuccess":{"rejectedSpans":"99999999999999999999"}})"}) {
    EXPECT_EQ(read_rejected_spans(body), 0U) << body;
  }
}

}  // namespace
}  // namespace aurawell::net

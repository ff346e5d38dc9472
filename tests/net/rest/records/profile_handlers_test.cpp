#include "net/rest/records/profile_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string profile_path = "/api/v1/user/profile";
const std::string samples_path = "/api/v1/user/samples";

class profile_handlers : public rest_test {
 protected:
  profile_handlers() { gate.open = false; }

  http_reply put_if(const std::string& body, const std::string& tag) {
    rest_request request;
    request.method = "PUT";
    request.path = profile_path;
    request.body = body;
    request.content_type = "application/json";
    request.token = "token-of-ann";
    request.if_match = tag;
    return ask(request);
  }
};

TEST_F(profile_handlers, begin_with_an_empty_profile) {
  const auto reply = get(profile_path, "ann");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body,
            R"({"success":true,"data":{"user_id":"ann","member_id":"ann","updated_at":null}})");
}

TEST_F(profile_handlers, replace_the_whole_profile) {
  EXPECT_EQ(send("PUT", profile_path, R"({"age":40,"goal":"weight_loss"})", "ann").status, 200U);
  const auto reply =
      send("PUT", profile_path, R"({"height":170,"medical_conditions":["asthma"]})", "ann");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(get(profile_path, "ann").body,
            R"({"success":true,"data":{"user_id":"ann","member_id":"ann","height_cm":170,)"
            R"("medical_conditions":["asthma"],"updated_at":"2026-01-02T03:04:05.678Z"}})");
}

TEST_F(profile_handlers, tell_all_that_is_out_of_range) {
  const auto reply =
      send("PUT", profile_path, R"({"age":200,"weight_kg":"heavy","goal":"fly"})", "ann");
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.body, HasSubstr("VALIDATION_1104"));
  for (const auto* part : {"age must be", "weight_kg must be", "goal must be"}) {
    EXPECT_THAT(reply.body, HasSubstr(part));
  }
  EXPECT_THAT(send("PUT", profile_path, "nonsense", "ann").body, HasSubstr("not JSON"));
}

TEST_F(profile_handlers, save_nothing_over_somebody_elses_change) {
  const auto first = header(get(profile_path, "ann"), "ETag");
  const auto saved = put_if(R"({"age":40})", first);
  EXPECT_EQ(saved.status, 200U);
  const auto late = put_if(R"({"age":41})", first);
  EXPECT_EQ(late.status, 412U);
  EXPECT_THAT(get(profile_path, "ann").body, HasSubstr(R"("age":40)"));
  EXPECT_EQ(put_if(R"({"age":42})", header(saved, "ETag")).status, 200U);
  EXPECT_EQ(put_if(R"({"age":43})", "*").status, 200U);
}

TEST_F(profile_handlers, spare_a_profile_that_the_client_has) {
  const auto tag = header(get(profile_path, "ann"), "ETag");
  rest_request request;
  request.method = "GET";
  request.path = profile_path;
  request.token = "token-of-ann";
  request.if_none_match = tag;
  EXPECT_EQ(ask(request).status, 304U);
  send("PUT", profile_path, R"({"age":40})", "ann");
  EXPECT_EQ(ask(request).status, 200U);
}

TEST_F(profile_handlers, know_members_by_other_bounds) {
  send("POST", "/api/v1/family/members", R"({"name":"Kim","member_id":"kim"})", "ann");
  const std::string path = "/api/v1/family/members/kim/profile";
  EXPECT_EQ(send("PUT", path, R"({"age":3,"weight_kg":14})", "ann").status, 200U);
  EXPECT_THAT(get(path, "ann").body, HasSubstr(R"("member_id":"kim","age":3)"));
  EXPECT_EQ(send("PUT", profile_path, R"({"age":3})", "ann").status, 400U);
  EXPECT_EQ(get(path, "bob").status, 404U);
  EXPECT_EQ(get("/api/v1/family/members/a%20b/profile", "ann").status, 400U);
}

TEST_F(profile_handlers, keep_samples_newest_first) {
  const auto added = send(
      "POST", samples_path,
      R"({"samples":[)"
      R"({"kind":"steps","value":8000,"unit":"steps","time":"2026-01-01T20:00:00Z","source":"watch"},)"
      R"({"kind":"weight","value":61.4,"time":"2026-01-02T08:30:00.250+08:00"}]})",
      "ann");
  EXPECT_EQ(added.status, 201U) << added.body;
  EXPECT_EQ(added.body, R"({"success":true,"data":{"saved":2}})");
  EXPECT_EQ(
      get(samples_path, "ann").body,
      R"({"success":true,"data":{"samples":[)"
      R"({"kind":"weight","value":61.4,"unit":"kg","time":"2026-01-02T00:30:00.250Z","source":"manual"},)"
      R"({"kind":"steps","value":8000,"unit":"steps","time":"2026-01-01T20:00:00.000Z","source":"watch"}],)"
      R"("next":null}})");
  EXPECT_EQ(size_at(get(samples_path + "?kind=steps", "ann").body, "/data/samples"), 1);
  const auto page = get(samples_path + "?limit=1", "ann").body;
  const auto next = page.substr(page.find(R"("next":)") + 7);
  EXPECT_THAT(get(samples_path + "?limit=1&before=" + next.substr(0, next.find('}')), "ann").body,
              HasSubstr(R"("kind":"steps")"));
}

TEST_F(profile_handlers, refuse_a_list_where_one_value_belongs) {
  const std::string path = "/api/v1/user/profile";
  ASSERT_EQ(send("PUT", path, R"({"age":41,"height":170})", "ann").status, 200U);
  for (const auto* body : {R"({"age":[]})", R"({"age":{}})", R"({"age":[34]})", R"({"height":[]})",
                           R"({"gender":{"is":"male"}})"}) {
    const auto reply = send("PUT", path, body, "ann");
    EXPECT_EQ(reply.status, 400U) << body;
    EXPECT_THAT(reply.body, HasSubstr("must be a single value")) << body;
  }
  EXPECT_THAT(get(path, "ann").body, HasSubstr(R"("age":41)"));
  EXPECT_EQ(send("PUT", path, R"({"age":41,"medical_conditions":[]})", "ann").status, 200U);
}

TEST_F(profile_handlers, refuse_a_field_that_no_profile_has) {
  ASSERT_EQ(send("PUT", profile_path, R"({"age":41,"sleep_hours":6.5})", "ann").status, 200U);
  for (const auto* body : {R"({"shoe_size":42})", R"({"shoe_size":[]})", R"({"shoe_size":{}})",
                           R"({"age":42,"shoe_size":null})", R"({"shoe_size":{"left":42}})"}) {
    const auto reply = send("PUT", profile_path, body, "ann");
    EXPECT_EQ(reply.status, 400U) << body;
    EXPECT_THAT(reply.body, HasSubstr("shoe_size is no field of a profile")) << body;
  }
  EXPECT_THAT(get(profile_path, "ann").body, HasSubstr(R"("age":41,"sleep_hours":6.5,)"));
  const auto reply =
      send("PUT", profile_path, R"({")" + std::string(63, 'x') + "胖" + R"(":1})", "ann");
  EXPECT_THAT(reply.body, HasSubstr(std::string(63, 'x') + " is no field"));
}

TEST_F(profile_handlers, take_back_all_that_a_reply_says) {
  const auto saved = send("PUT", profile_path, R"({"age":41,"sleep_hours":6.5})", "ann");
  const auto begin = saved.body.find(R"({"user_id")");
  const auto shown = saved.body.substr(begin, saved.body.size() - begin - 1);
  EXPECT_EQ(send("PUT", profile_path, shown, "ann").status, 200U) << shown;
}

TEST_F(profile_handlers, refuse_samples_that_no_person_can_have) {
  struct mistake {
    const char* body;
    const char* told;
  };
  for (const auto& [body, told] : {
           mistake{R"({})", "kind is missing; time is missing"},
           mistake{R"({"kind":"mood","value":6,"time":"2026-01-01T20:00:00Z"})",
                   "value must be from 1 to 5"},
           mistake{R"({"kind":"weight","value":61,"unit":"lb","time":"2026-01-01T20:00:00Z"})",
                   "unit must be kg"},
           mistake{R"({"kind":"weight","value":61,"time":"yesterday"})", "time must be as"},
           mistake{R"({"kind":"weight","value":61,"time":"2027-01-01T00:00:00Z"})",
                   "time must lie between"},
           mistake{R"({"kind":"luck","value":61,"time":"2026-01-01T00:00:00Z"})", "kind must be"},
           mistake{R"({"samples":[]})", "samples must have 1 to 500"},
           mistake{R"({"samples":[{"kind":"steps","value":1,"time":"2026-01-01T00:00:00Z"},5,)"
                   R"({"kind":"steps","value":"x","time":"2026-01-01T00:00:00Z"}]})",
                   "samples[1] must be an object; samples[2].value must be a number"},
       }) {
    const auto reply = send("POST", samples_path, body, "ann");
    EXPECT_EQ(reply.status, 400U) << body;
    EXPECT_THAT(reply.body, HasSubstr(told)) << body;
  }
  EXPECT_EQ(size_at(get(samples_path, "ann").body, "/data/samples"), 0) << "all or nothing";
  EXPECT_EQ(get(samples_path + "?kind=luck", "ann").status, 400U);
  EXPECT_EQ(get(samples_path + "?before=9223372036854775807", "ann").status, 200U);
}

TEST_F(profile_handlers, an_account_holds_so_many_samples) {
  options.samples_per_account = 3;
  const auto add = [&](const std::string& hour, const std::string& member) {
    return send("POST", samples_path + "?member_id=" + member,
                R"({"samples":[{"kind":"steps","value":1,"time":"2026-01-01T)" + hour +
                    R"(:00:00Z"},{"kind":"mood","value":1,"time":"2026-01-01T)" + hour +
                    R"(:00:00Z"}]})",
                "ann");
  };
  ASSERT_EQ(
      send("POST", "/api/v1/family/members", R"({"name":"Kim","member_id":"kim"})", "ann").status,
      201U);
  EXPECT_EQ(add("01", "ann").status, 201U);
  EXPECT_EQ(add("01", "ann").status, 201U) << "replaces those that are there";
  const auto refused = add("02", "kim");
  EXPECT_EQ(refused.status, 400U);
  EXPECT_THAT(refused.body, HasSubstr("at most 3 measurements"));
  EXPECT_EQ(size_at(get(samples_path + "?member_id=kim", "ann").body, "/data/samples"), 0);
  EXPECT_EQ(size_at(get(samples_path, "ann").body, "/data/samples"), 2);
}

TEST_F(profile_handlers, no_page_of_samples_is_longer_than_its_limit) {
  std::string all;
  for (int i = 0; i < 300; ++i) {
    all += std::string{all.empty() ? "" : ","} +
           R"({"kind":"steps","value":1,"time":"2026-01-01T00:00:00Z","source":"watch )" +
           std::to_string(i) + R"("})";
  }
  EXPECT_EQ(send("POST", samples_path, R"({"samples":[)" + all + "]}", "ann").status, 201U);
  EXPECT_EQ(size_at(get(samples_path + "?limit=1", "ann").body, "/data/samples"), 1);
  EXPECT_EQ(size_at(get(samples_path + "?limit=200", "ann").body, "/data/samples"), 200);
}

TEST_F(profile_handlers, measurements_up_to_a_time_can_be_removed) {
  std::string all;
  for (int i = 0; i < 400; ++i) {
    all += std::string{all.empty() ? "" : ","} +
           R"({"kind":"steps","value":1,"time":"2026-01-01T00:00:00Z","source":"watch )" +
           std::to_string(i) + R"("})";
  }
  ASSERT_EQ(send("POST", samples_path, R"({"samples":[)" + all + "]}", "ann").status, 201U);
  ASSERT_EQ(send("POST", samples_path, R"({"kind":"mood","value":1,"time":"2026-01-02T00:00:00Z"})",
                 "ann")
                .status,
            201U);
  EXPECT_EQ(send("DELETE", samples_path, "", "ann").status, 400U) << "how many is not said";
  EXPECT_EQ(send("DELETE", samples_path + "?until=yesterday", "", "ann").status, 400U);
  EXPECT_EQ(
      send("DELETE", samples_path + "?until=2026-01-03T00:00:00Z&kind=luck", "", "ann").status,
      400U);
  const auto removed = send("DELETE", samples_path + "?until=2026-01-01T12%3A00%3A00Z", "", "ann");
  EXPECT_EQ(removed.status, 200U);
  EXPECT_THAT(removed.body, HasSubstr(R"("removed":400)"));
  EXPECT_EQ(size_at(get(samples_path, "ann").body, "/data/samples"), 1);
}

}  // namespace
}  // namespace aurawell::net

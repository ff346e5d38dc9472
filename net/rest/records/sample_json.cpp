#include "net/rest/records/sample_json.hpp"

#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"

namespace aurawell::net {

void write_sample(json_writer& json, const health_sample& sample) {
  json.begin_object();
  json.text("kind", to_string(sample.kind));
  json.decimal("value", sample.value);
  json.text("unit", unit_of(sample.kind));
  json.text("time", timestamp{sample.at});
  json.text("source", sample.source);
  json.end_object();
}

}  // namespace aurawell::net

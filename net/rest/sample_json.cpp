#include "net/rest/sample_json.hpp"

#include "net/rest/data_reply.hpp"
#include "net/timestamp.hpp"

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

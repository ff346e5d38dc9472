#pragma once

namespace aurawell {

/// The language of every text that the service itself writes to a person.
enum class language : unsigned char { zh, en };

}  // namespace aurawell

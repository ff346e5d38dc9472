#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/mock_llm/quirk.hpp"
#include "tests/mock_llm/script.hpp"

namespace aurawell::mock {

inline const script_step half{script_step::kind::half_answer};
inline const script_step whole{script_step::kind::whole_answer};
/// A comment every 100 ms without end.
inline const script_step keep_alives{script_step::kind::bytes, ": keep-alive\n\n",
                                     script_step::endless, std::chrono::milliseconds{100}};

script_step bytes(std::string_view text, std::uint64_t times = 1);

/// An event of the stream with this text, which must need no escape.
std::string text_event(std::string_view text);

/// What ends an answer: its finish reason and [DONE].
std::string finish_events();

/// A stream of events in chunks; `fields` are whole lines of the head.
script stream(std::vector<script_step> steps, ending end = ending::finish,
              std::string_view fields = {});

/// The steps are sent as they are.
script bare(std::string head, std::vector<script_step> steps, ending end);

/// A quirk that does the same to every request.
quirk fixed(std::string name, std::string help, script (*make)());

}  // namespace aurawell::mock

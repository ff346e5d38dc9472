# Writes OUTPUT, a C++ source with the files LEXICON and MODEL: cmake -DLEXICON=file -DMODEL=file
#   -DOUTPUT=file.cpp -P embed.cmake The assembler reads the files: a string of two megabytes would
#   cost the compiler seconds.
file(WRITE "${OUTPUT}" "#include \"domain/safety/reader/built_in.hpp\"

asm(R\"(.pushsection .rodata
.balign 16
aurawell_lexicon: .incbin \"${LEXICON}\"
aurawell_lexicon_end:
.balign 16
aurawell_reader_model: .incbin \"${MODEL}\"
aurawell_reader_model_end:
.global aurawell_lexicon, aurawell_lexicon_end, aurawell_reader_model, aurawell_reader_model_end
.hidden aurawell_lexicon, aurawell_lexicon_end, aurawell_reader_model, aurawell_reader_model_end
.popsection)\");

extern \"C\" {
extern const char aurawell_lexicon[];
extern const char aurawell_lexicon_end[];
extern const char aurawell_reader_model[];
extern const char aurawell_reader_model_end[];
}

namespace aurawell::safety {

std::string_view built_in_lexicon_table() noexcept {
  return {aurawell_lexicon, static_cast<std::size_t>(aurawell_lexicon_end - aurawell_lexicon)};
}

std::string_view built_in_reader_model() noexcept {
  return {aurawell_reader_model,
          static_cast<std::size_t>(aurawell_reader_model_end - aurawell_reader_model)};
}

}  // namespace aurawell::safety
")

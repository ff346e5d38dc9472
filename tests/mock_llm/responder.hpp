#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string_view>

#include "tests/mock_llm/ledger.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/mock_llm/quirk_mix.hpp"
#include "tests/mock_llm/response.hpp"

namespace aurawell::mock {

/// Decides how each request is answered. Any thread.
class responder {
 public:
  using request = boost::beast::http::request<boost::beast::http::string_body>;

  /// Throws std::invalid_argument if the options name an unknown quirk.
  responder(const mock_llm_options& options, ledger& counts);

  /// The body is destroyed.
  response answer(request& message) const;

  /// The response to bytes that are not a request; it closes the connection.
  static response refuse_bytes(unsigned status, std::string_view reason);

 private:
  response answer_as_quirk(const quirk& odd, quirk_case now, std::uint64_t number) const;
  response usual_answer(const answer_plan& plan, const chat_request& asked,
                        std::uint64_t number) const;
  response play(script wanted, const answer_plan& plan, const chat_request& asked,
                std::uint64_t number) const;
  bool must_fail(const answer_plan& plan, std::uint64_t number) const noexcept;

  const mock_llm_options& options_;
  ledger& counts_;
  quirk_mix mix_;
};

}  // namespace aurawell::mock

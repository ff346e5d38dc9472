// The sources of Boost.URL, which Debian's Boost has only as headers.
#include <boost/url/src.hpp>

/** Tests of OAuth 2 as all simulators speak it. */
@NullMarked
package io.brokerway.simulators.oauth;

import org.jspecify.annotations.NullMarked;

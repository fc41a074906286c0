/** Tests of OAuth 2 as adapters need it. */
@NullMarked
package io.brokerway.kit.oauth;

import org.jspecify.annotations.NullMarked;

/**
 * OAuth 2 as adapters need it: the address of the consent page, the checked way back, and the token
 * endpoint. What is one broker's own, such as lives of tokens and words of refusals, stays with it.
 */
@NullMarked
package io.brokerway.kit.oauth;

import org.jspecify.annotations.NullMarked;

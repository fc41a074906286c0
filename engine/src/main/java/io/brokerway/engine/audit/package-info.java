/** The log read as evidence: its hash chains verified, and the record of calls to brokers. */
@NullMarked
package io.brokerway.engine.audit;

import org.jspecify.annotations.NullMarked;

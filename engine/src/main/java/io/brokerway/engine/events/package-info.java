/** The readers of the log: facts by position, and a live feed of them within this process. */
@NullMarked
package io.brokerway.engine.events;

import org.jspecify.annotations.NullMarked;

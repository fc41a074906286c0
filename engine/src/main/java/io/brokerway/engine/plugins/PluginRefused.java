package io.brokerway.engine.plugins;

import org.jspecify.annotations.Nullable;

/** A jar is no good plugin; the message is a sentence for the operator. */
final class PluginRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Plugin.Refusal refusal;

  PluginRefused(Plugin.Refusal refusal, String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.refusal = refusal;
  }

  PluginRefused(Plugin.Refusal refusal, String problem) {
    this(refusal, problem, null);
  }

  Plugin.Refusal refusal() {
    return refusal;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}

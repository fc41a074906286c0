package io.brokerway.server.surfaces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A documented call.
 *
 * @param command the curl command as it stands on the page
 * @param status of the answer
 * @param answer the JSON that the page shows
 */
record Sample(String command, int status, String answer) {
  private static final Pattern CALL =
      Pattern.compile("```sh\n(curl .*?)\n```\n\n```json ?(\\d*)\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("(?m)^```sh$");

  /** The calls of a page, in its order. */
  static List<Sample> of(Path page) {
    var text = read(page);
    var samples = new ArrayList<Sample>();
    CALL.matcher(text)
        .results()
        .forEach(match -> {
          var status = match.group(2).isEmpty() ? 200 : Integer.parseInt(match.group(2));
          samples.add(new Sample(match.group(1), status, match.group(3)));
        });
    if (samples.isEmpty() || samples.size() != FENCE.matcher(text).results().count()) {
      throw new IllegalStateException("a command without its answer on " + page);
    }
    return samples;
  }

  /** Whether it only asks: then it may be asked again until the answer is there. */
  boolean isQuestion() {
    return !command.contains(" -X ") && !command.contains(" -d ");
  }

  static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

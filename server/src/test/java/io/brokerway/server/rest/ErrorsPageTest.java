package io.brokerway.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.risk.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of errors names every code, and no other. */
final class ErrorsPageTest {
  private static final Pattern PROBLEM =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d{3}) \\| [^|]+\\. \\| [^|]+\\. \\|$");
  private static final Pattern REASON =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [^|\\d][^|]+\\. \\| [^|]+\\. \\|$");

  @Test
  void namesEveryProblemWithItsStatusAndWhatToDo() throws IOException {
    var expected =
        Arrays.stream(ProblemType.values()).map(type -> type.name() + " " + type.status()).toList();

    var named =
        PROBLEM.matcher(page()).results().map(row -> row.group(1) + " " + row.group(2)).toList();

    assertThat(named).isEqualTo(expected);
  }

  @Test
  void namesEveryReasonOfADeniedOrderAndWhatToDo() throws IOException {
    var expected = Arrays.stream(Refusal.Code.values()).map(Enum::name).toList();

    List<String> named = REASON.matcher(page()).results().map(row -> row.group(1)).toList();

    assertThat(named).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/errors.md"));
  }
}

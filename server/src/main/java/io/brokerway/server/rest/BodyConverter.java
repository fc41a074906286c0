package io.brokerway.server.rest;

import io.brokerway.server.json.OversizedBody;
import io.brokerway.server.json.RequestBinder;
import io.brokerway.server.json.StrictJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies as request records, strictly, and writes answers. Thread-safe. Spring's own
 * converter is not used: it stops at the first wrong field.
 */
public final class BodyConverter implements HttpMessageConverter<Object> {
  private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

  private final RequestBinder binder = new RequestBinder();
  private final JsonMapper json;

  public BodyConverter(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return type.isRecord() && isJson(mediaType);
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return !CharSequence.class.isAssignableFrom(type)
        && type != byte[].class
        && (mediaType == null || MediaType.APPLICATION_JSON.isCompatibleWith(mediaType));
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return JSON;
  }

  @Override
  public Object read(Class<? extends Object> type, HttpInputMessage input) throws IOException {
    return binder.bind(bytes(input), type);
  }

  @Override
  public void write(Object value, @Nullable MediaType mediaType, HttpOutputMessage output)
      throws IOException {
    var body =
        value instanceof WrittenOnce.Answer repeated
            ? repeated.written().of(repeated, json::writeValueAsBytes)
            : json.writeValueAsBytes(value);
    output.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    output.getHeaders().setContentLength(body.length);
    output.getBody().write(body);
  }

  private static byte[] bytes(HttpInputMessage input) throws IOException {
    var body = input.getBody().readNBytes(StrictJson.MAX_BODY + 1);
    if (body.length > StrictJson.MAX_BODY) {
      OversizedBody.runOut(input.getBody());
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE, "At most " + StrictJson.MAX_BODY / 1024 + " kB are read.");
    }
    return body;
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null
        && type.getType().equals("application")
        && type.getSubtype().equals("json")
        && (type.getCharset() == null || "UTF-8".equalsIgnoreCase(type.getCharset().name()));
  }
}

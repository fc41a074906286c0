package io.brokerway.server.http;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.identity.Principal;
import io.brokerway.server.json.IdText;
import io.brokerway.server.json.JsonDecimal;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.integrations.ErrorAnswer;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Open;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How springdoc reads our routes and records when the document is made. */
@Configuration(proxyBeanMethods = false)
class OpenApiSetup {
  static final String PATH = "/generated-openapi.json";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Acting.class, Principal.class)
        .replaceWithSchema(BigDecimal.class, new StringSchema().format("decimal"))
        .replaceWithSchema(Secret.class, new StringSchema().format("password"))
        .replaceWithSchema(JsonDecimal.class, new NumberSchema())
        .replaceWithSchema(
            IdText.class, new Schema<>().types(new LinkedHashSet<>(List.of("string", "integer"))));
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }

  @Bean
  OpenApiCustomizer wholeDocument() {
    return document -> {
      document
          .info(
              new Info()
                  .title("Brokerway")
                  .version("1")
                  .description(
                      "One API for any number of brokerage accounts. Amounts and quantities are"
                          + " texts under /api and plain numbers at the other paths; times are RFC"
                          + " 3339 in UTC. Errors are application/problem+json with a stable code"
                          + " (below /brokerage_integrations one sentence); docs/errors.md says"
                          + " what to do.")
                  .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
          .servers(List.of(new Server().url("/")))
          .addSecurityItem(new SecurityRequirement().addList("apiKey"))
          .addSecurityItem(new SecurityRequirement().addList("bearer"));
      document
          .getComponents()
          .addSecuritySchemes(
              "apiKey",
              new SecurityScheme()
                  .type(SecurityScheme.Type.APIKEY)
                  .in(SecurityScheme.In.HEADER)
                  .name("X-API-Key"))
          .addSecuritySchemes(
              "bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      addProblems(document);
    };
  }

  private static void addProblems(OpenAPI document) {
    ModelConverters.getInstance(true)
        .readAll(Problem.class)
        .forEach(document.getComponents()::addSchemas);
    Objects.requireNonNull(document.getComponents().getSchemas().get("Problem"))
        .required(List.of("type", "title", "status", "detail", "code"));
    ModelConverters.getInstance(true)
        .readAll(ErrorAnswer.class)
        .forEach(document.getComponents()::addSchemas);
    document
        .getPaths()
        .forEach((path, item) -> {
          var integrations = path.startsWith("/brokerage_integrations/");
          for (var operation : item.readOperations()) {
            if (integrations) {
              addError(operation, "application/json", "ErrorAnswer");
            } else {
              addError(operation, Problem.MEDIA_TYPE, "Problem");
            }
          }
        });
  }

  private static void addError(Operation operation, String mediaType, String schema) {
    var content = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + schema));
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("A problem")
                .content(new Content().addMediaType(mediaType, content)));
  }

  /** Serves what springdoc makes. */
  @RestController
  @Hidden
  static class GeneratedRoute {
    private final OpenApiWebMvcResource resource;

    GeneratedRoute(OpenApiWebMvcResource resource) {
      this.resource = resource;
    }

    @GetMapping(PATH)
    @Open
    byte[] document(HttpServletRequest request) throws IOException {
      return resource.openapiJson(request, PATH, Locale.ENGLISH);
    }
  }
}

window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  // The badge would send the document to a host of the makers.
  validatorUrl: null,
  tryItOutEnabled: true,
});

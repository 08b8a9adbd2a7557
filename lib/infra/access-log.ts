/** Why neither door keeps an access log. */
export const noAccessLog =
  'API Gateway writes logs with one role for the whole account and region, which is not for this stack to set; every unexpected failure is logged by its function with the request id.';

namespace AxiosPS;

/// <summary>Everything further in: what a middleware calls to go on. It may be called again, and then runs everything again.</summary>
public delegate Task<AxiosResponse> RequestHandler(RequestContext context);

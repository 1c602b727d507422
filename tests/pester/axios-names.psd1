# The public names of axios and of axios_python, for the test of docs/from-axios.md. Of axios they are those that the declarations of the package
# on npm (index.d.ts) give to users, types of TypeScript aside; of axios_python what its package exports, and the public members of its classes.
@{
    Axios       = @{
        Version     = '1.21.1'
        Static      = @(
            'create', 'Axios', 'AxiosError', 'AxiosHeaders', 'Cancel', 'CancelToken', 'CanceledError', 'HttpStatusCode', 'VERSION', 'all', 'formToJSON', 'getAdapter',
            'isAxiosError', 'isCancel', 'mergeConfig', 'spread', 'toFormData'
        )
        Instance    = @(
            'defaults', 'interceptors', 'delete', 'get', 'getUri', 'head', 'options', 'patch', 'patchForm', 'post', 'postForm', 'put', 'putForm', 'query', 'request'
        )
        Interceptor = 'use', 'eject', 'clear', 'handlers', 'synchronous', 'runWhen'
        Config      = @(
            'adapter', 'allowAbsoluteUrls', 'allowedSocketPaths', 'auth', 'baseURL', 'beforeRedirect', 'cancelToken', 'data', 'decompress', 'env', 'family', 'fetchOptions'
            'formDataHeaderPolicy', 'formSerializer', 'headers', 'http2Options', 'httpAgent', 'httpVersion', 'httpsAgent', 'insecureHTTPParser', 'lookup', 'maxBodyLength'
            'maxContentLength', 'maxRate', 'maxRedirects', 'method', 'onDownloadProgress', 'onUploadProgress', 'params', 'paramsSerializer', 'parseReviver', 'proxy', 'redact'
            'responseEncoding', 'responseType', 'sensitiveHeaders', 'signal', 'socketPath', 'timeout', 'timeoutErrorMessage', 'transformRequest', 'transformResponse'
            'transitional', 'transport', 'url', 'validateStatus', 'withCredentials', 'withXSRFToken', 'xsrfCookieName', 'xsrfHeaderName'
        )
        Transitional = @(
            'silentJSONParsing', 'forcedJSONParsing', 'clarifyTimeoutError', 'legacyInterceptorReqResOrdering', 'advertiseZstdAcceptEncoding'
            'validateStatusUndefinedResolves', 'encodeBasicAuthUsername'
        )
        Serializer  = 'visitor', 'dots', 'metaTokens', 'indexes', 'maxDepth', 'Blob', 'encode', 'serialize'
        Proxy       = 'host', 'port', 'auth', 'protocol'
        Progress    = 'loaded', 'total', 'progress', 'bytes', 'rate', 'estimated', 'upload', 'download', 'event', 'lengthComputable'
        Response    = 'data', 'status', 'statusText', 'duration', 'headers', 'config', 'request'
        Error       = 'config', 'code', 'request', 'response', 'isAxiosError', 'status', 'toJSON', 'cause', 'event', 'from'
        Codes       = @(
            'ECONNABORTED', 'ECONNREFUSED', 'ERR_BAD_OPTION', 'ERR_BAD_OPTION_VALUE', 'ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE', 'ERR_CANCELED', 'ERR_DEPRECATED'
            'ERR_FORM_DATA_DEPTH_EXCEEDED', 'ERR_FR_TOO_MANY_REDIRECTS', 'ERR_INVALID_URL', 'ERR_NETWORK', 'ERR_NOT_SUPPORT', 'ETIMEDOUT'
        )
        Headers     = @(
            'set', 'get', 'has', 'delete', 'clear', 'normalize', 'concat', 'toJSON', 'from', 'parseParameters', 'accessor', 'getSetCookie', 'toString', 'setContentType'
            'getContentType', 'hasContentType', 'setContentLength', 'getContentLength', 'hasContentLength', 'setAccept', 'getAccept', 'hasAccept', 'setUserAgent'
            'getUserAgent', 'hasUserAgent', 'setContentEncoding', 'getContentEncoding', 'hasContentEncoding', 'setAuthorization', 'getAuthorization', 'hasAuthorization'
        )
        Cancelling  = 'source', 'promise', 'reason', 'throwIfRequested', 'subscribe', 'unsubscribe', 'toAbortSignal'
    }
    AxiosPython = @{
        Exports   = @(
            'create', 'AxiosPython', 'CancelToken', 'Response', 'PreparedRequest', 'RequestConfig', 'merge_config', 'AxiosPythonError', 'TimeoutError', 'NetworkError'
            'CancelError', 'RetryError', 'InterceptorError', 'HTTPStatusError', 'Plugin', 'LoggerPlugin', 'CachePlugin', 'AuthPlugin', 'BaseTransport', 'HttpxTransport'
            'RetryStrategy', 'FixedDelay', 'ExponentialBackoff', 'LinearBackoff', 'all', 'spread', 'request', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'
            'async_request', 'async_get', 'async_post', 'async_put', 'async_patch', 'async_delete', 'async_head', 'async_options'
        )
        Client    = 'interceptors', 'defaults', 'use', 'plugin', 'close', 'aclose'
        Config    = @(
            'base_url', 'method', 'url', 'headers', 'params', 'data', 'json', 'files', 'stream', 'timeout', 'follow_redirects', 'transform_request', 'transform_response'
            'response_model', 'max_retries', 'retry_strategy', 'retry_on', 'cancel_token', 'on_upload_progress', 'on_download_progress'
        )
        Response  = @(
            'status_code', 'headers', 'data', 'request', 'ok', 'text', 'json', 'raise_for_status', 'iter_bytes', 'iter_text', 'iter_lines', 'aiter_bytes', 'aiter_text'
            'aiter_lines', 'read', 'aread', 'close', 'aclose'
        )
        Cancel    = 'cancel', 'is_cancelled', 'reason', 'on_cancel', 'raise_if_cancelled'
        Plugin    = 'attach', 'uninstall', 'next_fn'
    }
}

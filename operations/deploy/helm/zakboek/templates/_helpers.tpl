{{- define "zakboek.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "zakboek.selector" -}}
app.kubernetes.io/name: zakboek
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "zakboek.labels" -}}
{{ include "zakboek.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "zakboek.hardened" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities: {drop: [ALL]}
{{- end -}}
